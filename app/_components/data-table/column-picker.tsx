'use client';

import { Columns3 } from 'lucide-react';
import { Button } from '../ui/button';
import { Menu, MenuCheckItem, MenuLabel } from '../ui/menu';
import type { ColumnChoice } from './use-column-choice';

interface ColumnPickerProps {
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly choice: ColumnChoice;
  readonly onChange: (choice: ColumnChoice) => void;
}

export function ColumnPicker({ columns, choice, onChange }: ColumnPickerProps) {
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost">
          <Columns3 /> Columns
        </Button>
      }
    >
      <MenuLabel>Shown columns</MenuLabel>
      {columns.map((column) => (
        <MenuCheckItem
          key={column.id}
          checked={choice[column.id] !== false}
          onCheckedChange={(isShown) => onChange({ ...choice, [column.id]: isShown })}
        >
          {column.label}
        </MenuCheckItem>
      ))}
    </Menu>
  );
}
