import Link from 'next/link';
import { Button } from '../_components/ui/button';
import { EntryPage } from './entry-page';

/** What stands where a one-time link leads nowhere. @param isNew nobody has an account yet */
export function DeadLink({ isNew }: { isNew: boolean }) {
  if (isNew) {
    return (
      <EntryPage title="Furrow is not set up yet">
        <p className="text-pretty text-muted">
          Open the one-time link that was printed when Furrow started, in the terminal or its log. It creates
          the administrator. Only the link printed last is valid: start Furrow again for a new one.
        </p>
      </EntryPage>
    );
  }
  return (
    <EntryPage title="This link is not valid">
      <p className="mb-6 text-pretty text-muted">
        It was used already, was taken back or has expired. Ask an administrator for a new one.
      </p>
      <Button asChild>
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </EntryPage>
  );
}
