'use client';

import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/app/_auth/actor-role';
import { Button } from '@/app/_components/ui/button';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { useFreshWhile } from '@/app/_components/use-fresh-while';
import type { SessionJson } from '@/lib/domain/wire/session';
import { Section } from './section';
import { type LoginChoice, type SessionChange, SessionDialog } from './session-dialog';
import { SessionList } from './session-list';

interface SessionsScreenProps {
  readonly sessions: readonly SessionJson[];
  readonly automations: readonly LoginChoice[];
}

export function SessionsScreen({ sessions, automations }: SessionsScreenProps) {
  const [change, setChange] = useState<SessionChange | null>(null);
  const [asked, setAsked] = useState<Readonly<Record<string, number>>>({});
  const mayChange = useMay('administer');
  const isSigningIn = ({ name, state, state_version }: SessionJson) =>
    state === 'signing_in' || asked[name] === state_version;
  useFreshWhile(sessions.some(isSigningIn));
  const newButton = mayChange ? (
    <Button variant="primary" onClick={() => setChange('new')}>
      <Plus /> New session
    </Button>
  ) : null;
  return (
    <Section
      title="Sessions"
      description="Stored logins that automations run with. Furrow signs in again when the site forgets one."
      action={newButton}
    >
      {sessions.length === 0 ? (
        <NoSessions mayChange={mayChange} />
      ) : (
        <SessionList
          sessions={sessions}
          isSigningIn={isSigningIn}
          onChange={mayChange ? setChange : null}
          onAsked={({ name, state_version }) => setAsked({ ...asked, [name]: state_version })}
        />
      )}
      {mayChange ? (
        <SessionDialog
          change={change}
          automations={automations}
          takenNames={sessions.map(({ name }) => name)}
          onClose={() => setChange(null)}
        />
      ) : null}
    </Section>
  );
}

function NoSessions({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState icon={KeyRound} title="No sessions">
      <p>
        Write an automation that signs in, store here what it signs in with, and name the session in the
        automations that need it.
      </p>
      <code className="mt-3 block rounded-md border border-line bg-surface px-3 py-2 text-left font-mono text-ink text-xs">
        session: shop-main
      </code>
      {mayChange ? null : <p className="mt-3">Ask an administrator to make one.</p>}
    </EmptyState>
  );
}
