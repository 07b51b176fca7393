import { errorText } from '@/app/_components/api-client';
import { Notice } from '@/app/_components/ui/notice';

export function JobUnavailable({ error }: { error: unknown }) {
  return (
    <Notice tone="danger" title="This row cannot be shown">
      {errorText(error)}
    </Notice>
  );
}
