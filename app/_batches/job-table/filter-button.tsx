'use client';

import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Later, laterPart } from '@/app/_components/ui/later-part';
import type { FilterDialogProps } from './filter-dialog';

const dialog = laterPart(() => import('./filter-dialog').then((module) => module.FilterDialog));

export function FilterButton(props: FilterDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="ghost" {...dialog.fetchOn} onClick={() => setIsOpen(true)}>
        <ListFilter aria-hidden /> Filter
      </Button>
      {isOpen && <Later part={dialog} {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}
