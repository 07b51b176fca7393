import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { webProcess } from '@/app/_server/web-process';
import { isResetLinkOpen } from '@/lib/services/password-resets/reset-password';
import { EntryPage } from '../_account/entry-page';
import { NewPasswordForm } from '../_account/new-password-form';
import { ResetRequestForm } from '../_account/reset-request-form';
import { Button } from '../_components/ui/button';

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' };

export default async function ResetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  const { db, mailer } = (await webProcess()).parts;
  if (typeof token === 'string') {
    return (await isResetLinkOpen(db, token)) ? (
      <EntryPage title="Choose a new password">
        <NewPasswordForm token={token} />
      </EntryPage>
    ) : (
      <EntryPage title="This link is not valid">
        <p className="mb-6 text-pretty text-muted">It was used already or has expired.</p>
        <Button asChild>
          <Link href="/reset-password">Ask for a new one</Link>
        </Button>
      </EntryPage>
    );
  }
  if (!mailer) redirect('/sign-in');
  return (
    <EntryPage title="Forgot your password?" intro="We mail you a link with which you choose a new one.">
      <ResetRequestForm />
      <Button asChild variant="link" size="text" className="mt-5">
        <Link href="/sign-in">Back to signing in</Link>
      </Button>
    </EntryPage>
  );
}
