import type { ComponentProps } from 'react';
import { cn } from './cn';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange'> {
  /** `indeterminate` shows that some of a group are ticked. */
  readonly checked: boolean | 'indeterminate';
  readonly onCheckedChange: (isChecked: boolean) => void;
}

/** A box to tick. Needs a Label or `aria-label`. A list of a hundred is drawn at once: it is the browser's own. */
export function Checkbox({ className, checked, onCheckedChange, ...rest }: CheckboxProps) {
  return (
    <input
      ref={(box) => {
        if (box) box.indeterminate = checked === 'indeterminate';
      }}
      type="checkbox"
      checked={checked === true}
      onChange={(event) => onCheckedChange(event.target.checked)}
      className={cn('size-4 shrink-0 cursor-pointer accent-accent disabled:opacity-50', className)}
      {...rest}
    />
  );
}
