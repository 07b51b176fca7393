import { Button, type ButtonProps } from './button';

/** A button in a line of a list. Its name says which line it is of: give it one with `aria-label`. */
export function LineButton(props: Omit<ButtonProps, 'size' | 'variant'> & { readonly 'aria-label': string }) {
  return <Button size="sm" variant="ghost" {...props} />;
}
