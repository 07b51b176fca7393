'use client';

import { type ReactNode, useId } from 'react';
import { Checkbox } from '../_components/ui/checkbox';

interface CheckLineProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  /** Long words go on in the next line instead of being cut. */
  readonly isWhole?: boolean;
  readonly isDisabled?: boolean;
}

/** A box to tick with its words; the words tick it too. */
export function CheckLine({
  label,
  isChecked,
  onChange,
  isWhole = false,
  isDisabled = false,
}: CheckLineProps) {
  const id = useId();
  return (
    <div className={`flex min-w-0 gap-2 py-0.5 ${isWhole ? 'items-start' : 'items-center'}`}>
      <Checkbox
        id={id}
        className={isWhole ? 'mt-0.5' : undefined}
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={onChange}
      />
      <label
        htmlFor={id}
        className={`min-w-0 ${isDisabled ? 'text-muted' : 'cursor-pointer'} ${isWhole ? 'text-pretty' : 'truncate'}`}
      >
        {label}
      </label>
    </div>
  );
}
