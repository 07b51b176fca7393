'use client';

import { Columns3 } from 'lucide-react';
import { Fragment } from 'react';
import { Button } from '../ui/button';
import { Menu, MenuCheckItem, MenuLabel } from '../ui/menu';

/** Columns that belong together, under a heading. */
export interface ColumnGroup {
  readonly label: string;
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isShown: boolean }[];
}

interface ColumnPickerProps {
  readonly groups: readonly ColumnGroup[];
  readonly onChange: (id: string, isShown: boolean) => void;
}

export function ColumnPicker({ groups, onChange }: ColumnPickerProps) {
  return (
    <Menu
      trigger={
        <Button size="sm" variant="ghost">
          <Columns3 /> Columns
        </Button>
      }
    >
      {groups.map((group) => (
        <Fragment key={group.label}>
          <MenuLabel>{group.label}</MenuLabel>
          {group.columns.map((column) => (
            <MenuCheckItem
              key={column.id}
              checked={column.isShown}
              onCheckedChange={(isShown) => onChange(column.id, isShown)}
            >
              {column.label}
            </MenuCheckItem>
          ))}
        </Fragment>
      ))}
    </Menu>
  );
}
