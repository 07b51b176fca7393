import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps, KeyboardEvent, SyntheticEvent } from 'react';
import { cn } from './cn';

export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium text-sm transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover',
        secondary: 'border-line bg-raised text-ink enabled:hover:bg-wash [a&]:hover:bg-wash',
        ghost:
          'border-transparent text-muted enabled:hover:bg-wash enabled:hover:text-ink [a&]:hover:bg-wash',
        danger: 'border-transparent bg-danger-fill text-white enabled:hover:brightness-110',
        link: 'border-transparent text-ink underline decoration-edge underline-offset-3 hover:decoration-ink',
      },
      size: {
        sm: 'h-7 px-2.5',
        md: 'h-8 px-3',
        lg: 'h-10 px-4',
        icon: 'size-8',
        'icon-sm': 'size-7',
        text: 'h-auto p-0',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  /** Renders the only child (a link) with the looks of a button. */
  readonly asChild?: boolean;
  /** Shows work in progress and refuses further clicks; the width stays. */
  readonly isBusy?: boolean;
  /** Refuses clicks while something else is on its way. */
  readonly isWaiting?: boolean;
}

export function Button({
  className,
  variant,
  size,
  asChild,
  isBusy = false,
  isWaiting = false,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(buttonStyle({ variant, size }), isBusy && 'relative', className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      aria-busy={isBusy}
      onClick={onClick}
      {...rest}
      {...((isBusy || isWaiting) && REFUSING)}
    >
      {isBusy ? <BusyContent>{children}</BusyContent> : children}
    </button>
  );
}

/** Also of a form that it would send. */
function refuse(event: SyntheticEvent): void {
  event.preventDefault();
}

/** The keys by which the trigger of a menu opens it; Tab goes on. */
function refuseKey(event: KeyboardEvent): void {
  if (['Enter', ' ', 'ArrowDown'].includes(event.key)) event.preventDefault();
}

/** Not `disabled` for a while: whoever pressed it by a key would lose their place on the page. */
const REFUSING = {
  'aria-disabled': true,
  onClick: refuse,
  onPointerDown: refuse,
  onKeyDown: refuseKey,
} as const;

function BusyContent({ children }: Pick<ButtonProps, 'children'>) {
  return (
    <>
      <span className="invisible inline-flex items-center gap-1.5">{children}</span>
      <LoaderCircle aria-hidden className="absolute animate-spin" />
    </>
  );
}
