import { Command } from 'cmdk';
import type { ReactNode } from 'react';

/** Found things of one kind. */
export function PaletteGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="mb-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface PaletteItemProps {
  /** Unlike that of every other. */
  readonly value: string;
  readonly hint?: ReactNode;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

export function PaletteItem({ value, hint, onChoose, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onChoose}
      className="flex h-8 cursor-default items-center gap-3 rounded-md px-2.5 data-[selected=true]:bg-selected"
    >
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="shrink-0 text-muted text-xs">{hint}</span>}
    </Command.Item>
  );
}
