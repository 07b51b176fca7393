import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EntryPage } from '../_account/entry-page';
import { localPath } from '../_account/local-path';
import { SignInForm } from '../_account/sign-in-form';
import { findPageActor, isNewInstallation } from '../_auth/require-actor';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = localPath((await searchParams).next);
  if (await findPageActor()) redirect(next);
  if (await isNewInstallation()) redirect('/setup');
  return (
    <EntryPage title="Sign in">
      <SignInForm next={next} />
    </EntryPage>
  );
}
