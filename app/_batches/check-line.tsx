'use client';

import { type ReactNode, useId } from 'react';
import { Checkbox } from '../_components/ui/checkbox';

interface CheckLineProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A box to tick with its words; the words tick it too. */
export function CheckLine({ label, isChecked, onChange }: CheckLineProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-2 py-0.5">
      <Checkbox id={id} checked={isChecked} onCheckedChange={(checked) => onChange(checked === true)} />
      <label htmlFor={id} className="min-w-0 cursor-pointer truncate">
        {label}
      </label>
    </div>
  );
}
