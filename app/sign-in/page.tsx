import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { webProcess } from '@/app/_server/web-process';
import { EntryPage } from '../_account/entry-page';
import { localPath } from '../_account/local-path';
import { OrLine } from '../_account/or-line';
import { ProviderButton } from '../_account/provider-button';
import { providerChoice } from '../_account/provider-choice';
import { providerSentence } from '../_account/provider-errors';
import { SignInForm } from '../_account/sign-in-form';
import { findPageActor, isNewInstallation } from '../_auth/require-actor';
import { Notice } from '../_components/ui/notice';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}) {
  const { next: asked, error } = await searchParams;
  const next = localPath(asked);
  if (await findPageActor()) redirect(next);
  if (await isNewInstallation()) redirect('/setup');
  const web = await webProcess();
  const provider = providerChoice(web);
  return (
    <EntryPage title="Sign in">
      {provider && typeof error === 'string' ? (
        <Notice tone="danger" className="mb-4">
          {providerSentence(error, provider.name)}
        </Notice>
      ) : null}
      <SignInForm next={next} canReset={web.parts.mailer !== undefined} />
      {provider ? (
        <>
          <OrLine />
          <ProviderButton provider={provider} next={next} />
        </>
      ) : null}
    </EntryPage>
  );
}
