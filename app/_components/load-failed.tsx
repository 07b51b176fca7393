import { errorText } from './api-client';
import { Button, type ButtonProps } from './ui/button';
import { Notice } from './ui/notice';

interface LoadFailedProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => unknown;
  readonly size?: ButtonProps['size'];
  readonly className?: string;
}

/** Stands where something was to be read, and offers to read it again. */
export function LoadFailed({ title, error, onRetry, size = 'sm', className }: LoadFailedProps) {
  return (
    <Notice
      tone="danger"
      title={title}
      {...(className !== undefined && { className })}
      action={
        <Button size={size} onClick={() => void onRetry()}>
          Try again
        </Button>
      }
    >
      {errorText(error)}
    </Notice>
  );
}
