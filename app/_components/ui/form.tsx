import type { ComponentProps, FormEvent } from 'react';
import { cn } from './cn';
import { Notice } from './notice';

interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  readonly onSubmit: (event: FormEvent) => unknown;
  /** Why all of it was refused; what is wrong with a field stands at the field. */
  readonly problem?: string | undefined;
}

/** Fields below each other. We send it and check it, the browser does neither. */
export function Form({ onSubmit, problem, className, children, ...rest }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(event);
  };
  return (
    <form
      noValidate
      autoComplete="off"
      className={cn('flex flex-col gap-4', className)}
      {...rest}
      onSubmit={submit}
    >
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {children}
    </form>
  );
}
