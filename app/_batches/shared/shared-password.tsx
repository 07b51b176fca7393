import { Button } from '@/app/_components/ui/button';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { SharedFrame } from './shared-frame';

/** A plain form, so that it works before any script has loaded. */
export function SharedPassword({ token, message }: { token: string; message: string | null }) {
  return (
    <SharedFrame>
      <form
        method="post"
        action={`/s/${encodeURIComponent(token)}/password`}
        className="mx-auto grid max-w-xs gap-4 py-[16vh]"
      >
        <h1 className="font-semibold text-lg">This link needs its password</h1>
        <FormField label="Password" error={message ?? undefined}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="off" required maxLength={200} />
          )}
        </FormField>
        <Button type="submit" variant="primary">
          Open
        </Button>
      </form>
    </SharedFrame>
  );
}
