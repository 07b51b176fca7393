'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as RadixCheckbox } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A box to tick; `checked="indeterminate"` shows that some of a group are ticked. Needs a Label or `aria-label`. */
export function Checkbox({ className, checked, ...rest }: ComponentProps<typeof RadixCheckbox.Root>) {
  return (
    <RadixCheckbox.Root
      {...(checked === undefined ? {} : { checked })}
      className={cn(
        'inline-flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge bg-canvas data-[state=indeterminate]:border-accent data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      <RadixCheckbox.Indicator className="text-on-accent">
        {checked === 'indeterminate' ? (
          <Minus className="size-3" />
        ) : (
          <Check className="size-3" strokeWidth={3} />
        )}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}
