import type { Metadata } from 'next';
import { requireActor } from '@/app/_auth/require-actor';
import { PasswordForm } from '../_components/password-form';
import { Section } from '../_components/section';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const { name, role } = await requireActor();
  return (
    <>
      <Section title="You" description="An administrator changes roles.">
        <p>
          {name} · {role}
        </p>
      </Section>
      <Section title="Password" description="Changing it ends your other sessions.">
        <PasswordForm />
      </Section>
    </>
  );
}
