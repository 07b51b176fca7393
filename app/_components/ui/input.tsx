import type { ComponentProps } from 'react';
import { cn } from './cn';

/** 16 px below 640 px: phones zoom into anything smaller. */
export const inputStyle =
  'w-full rounded-md border border-edge bg-canvas px-2.5 text-[16px] text-ink placeholder:text-faint sm:text-sm disabled:cursor-not-allowed disabled:bg-surface disabled:text-faint aria-invalid:border-danger focus-visible:outline-offset-0';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(inputStyle, 'h-8', className)} {...rest} />;
}
