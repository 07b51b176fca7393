import type { Metadata } from 'next';
import { requireContext } from '@/app/_auth/require-actor';
import { readAutomationChoices } from '@/app/_batches/new/automation-choice';
import { toSessionJson } from '@/lib/domain/wire/session';
import { listSessions } from '@/lib/services/sessions/session-view';
import { SessionsScreen } from '../_components/sessions-screen';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const context = await requireContext();
  const [sessions, automations] = await Promise.all([listSessions(context), readAutomationChoices(context)]);
  const choices = automations.map(({ name, title, inputs }) => ({
    name,
    title,
    inputs: Object.entries(inputs).map(([input, spec]) => ({
      ...{ input, title: spec.title ?? input, isSecret: spec.type === 'secret', isRequired: spec.required },
    })),
  }));
  return <SessionsScreen sessions={sessions.map(toSessionJson)} automations={choices} />;
}
