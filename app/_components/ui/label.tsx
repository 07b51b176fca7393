import type { ComponentProps } from 'react';
import { cn } from './cn';

export function Label({ className, ...rest }: ComponentProps<'label'>) {
  // biome-ignore lint/a11y/noLabelWithoutControl: who uses it says what it belongs to.
  return <label className={cn('font-medium text-ink text-sm', className)} {...rest} />;
}
