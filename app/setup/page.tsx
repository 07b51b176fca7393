import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { webProcess } from '@/app/_server/web-process';
import { findInvitation } from '@/lib/services/invitations/find-invitation';
import { DeadLink } from '../_account/dead-link';
import { EntryPage } from '../_account/entry-page';
import { NewAccountForm } from '../_account/new-account-form';
import { OrLine } from '../_account/or-line';
import { ProviderButton } from '../_account/provider-button';
import { providerChoice } from '../_account/provider-choice';
import { findPageActor, isNewInstallation } from '../_auth/require-actor';

export const metadata: Metadata = { title: 'Set up your account', referrer: 'no-referrer' };

export default async function SetupPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  const isNew = await isNewInstallation();
  if (typeof token !== 'string') {
    if (!isNew) redirect((await findPageActor()) ? '/' : '/sign-in');
    return <DeadLink isNew />;
  }
  const web = await webProcess();
  const invitation = await findInvitation(web.parts.db, token);
  if (!invitation) return <DeadLink isNew={isNew} />;
  // The provider knows people by their address: a link for anybody says nothing of who may come by it.
  const provider = invitation.email === null ? null : providerChoice(web);
  return invitation.isSetup ? (
    <EntryPage title="Create the administrator" intro="The first account. It can invite everyone else.">
      <NewAccountForm token={token} email={invitation.email} action="Create administrator" />
    </EntryPage>
  ) : (
    <EntryPage title="Join Furrow" intro={`You were invited as ${invitation.role}.`}>
      <NewAccountForm token={token} email={invitation.email} action="Create account" />
      {provider ? (
        <>
          <OrLine />
          <ProviderButton provider={provider} next="/" />
        </>
      ) : null}
    </EntryPage>
  );
}
