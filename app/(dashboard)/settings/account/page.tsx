import type { Metadata } from 'next';
import { ProviderButton } from '@/app/_account/provider-button';
import { providerChoice } from '@/app/_account/provider-choice';
import { providerSentence } from '@/app/_account/provider-errors';
import { requireActor } from '@/app/_auth/require-actor';
import { Notice } from '@/app/_components/ui/notice';
import { webProcess } from '@/app/_server/web-process';
import { findOwnSignIns } from '@/lib/services/provider-sign-ins/find-own-sign-ins';
import { PasswordForm } from '../_components/password-form';
import { Section } from '../_components/section';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string | string[] }>;
}) {
  const { name, role, userId } = await requireActor();
  const web = await webProcess();
  const provider = providerChoice(web);
  const { hasPassword, hasProvider } = await findOwnSignIns(
    web.parts.db,
    userId,
    web.providerDoor?.issuer ?? null,
  );
  const { error } = await searchParams;
  return (
    <>
      <Section title="You" description="An administrator changes roles.">
        <p>
          {name} · {role}
        </p>
      </Section>
      {provider ? (
        <Section title={`Sign-in with ${provider.name}`}>
          {hasProvider ? (
            <p>Connected: you can sign in with it.</p>
          ) : (
            <>
              {typeof error === 'string' ? (
                <Notice tone="danger" className="mb-4 max-w-2xl">
                  {providerSentence(error, provider.name)}
                </Notice>
              ) : null}
              <ProviderButton provider={provider} next="/settings/account" isConnecting />
            </>
          )}
        </Section>
      ) : null}
      {hasPassword ? (
        <Section title="Password" description="Changing it ends your other sessions.">
          <PasswordForm />
        </Section>
      ) : null}
    </>
  );
}
