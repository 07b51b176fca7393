'use client';

import { CircleCheck, CircleDashed, CircleX, LoaderCircle, LogOut } from 'lucide-react';
import { api } from '@/app/_components/api-client';
import { CopyButton } from '@/app/_components/ui/copy-button';
import { LineButton } from '@/app/_components/ui/line-button';
import { type ListColumn, ListTable } from '@/app/_components/ui/list-table';
import { RelativeTime } from '@/app/_components/ui/time';
import { useChange } from '@/app/_components/use-change';
import { useRemoval } from '@/app/_components/use-removal';
import type { SessionJson } from '@/lib/domain/wire/session';

interface SessionListProps {
  readonly sessions: readonly SessionJson[];
  readonly isSigningIn: (session: SessionJson) => boolean;
  /** Null when the person may not change sessions. */
  readonly onChange: ((session: SessionJson) => void) | null;
  readonly onAsked: (session: SessionJson) => void;
}

export function SessionList({ sessions, isSigningIn, onChange, onAsked }: SessionListProps) {
  const login: ListColumn<SessionJson> = {
    head: 'Login',
    cell: (session) => <LoginState session={session} isSigningIn={isSigningIn(session)} />,
  };
  const actions = (session: SessionJson) =>
    onChange && (
      <Actions session={session} isSigningIn={isSigningIn(session)} onChange={onChange} onAsked={onAsked} />
    );
  return (
    <ListTable
      label="Sessions"
      columns={[NAME_COLUMN, login, ...USE_COLUMNS]}
      items={sessions}
      keyOf={({ name }) => name}
      actions={onChange ? actions : undefined}
    />
  );
}

const NAME_COLUMN: ListColumn<SessionJson> = {
  head: 'Name',
  cell: ({ name, description }) => (
    <>
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        <span className="font-mono text-xs">{name}</span>
        <CopyButton text={`session: ${name}`} what={`${name} for an automation`} />
      </span>
      {description ? <p className="max-w-60 text-pretty text-muted text-xs">{description}</p> : null}
    </>
  ),
};

const USE_COLUMNS: readonly ListColumn<SessionJson>[] = [
  { head: 'Signs in with', cell: ({ automation }) => automation, className: 'whitespace-nowrap' },
  {
    head: 'Used by',
    cell: ({ automations }) => automations.join(', ') || 'nothing',
    className: 'text-muted',
  },
  {
    head: 'Last used',
    cell: ({ last_used_at: at }) => (at ? <RelativeTime at={at} /> : 'never'),
    className: 'whitespace-nowrap text-muted',
  },
];

function LoginState({ session, isSigningIn }: { session: SessionJson; isSigningIn: boolean }) {
  const { state, failure, signed_in_at } = session;
  if (isSigningIn) {
    return (
      <Word icon={<LoaderCircle className="motion-safe:animate-spin" />} className="text-running">
        signing in
      </Word>
    );
  }
  switch (state) {
    case 'signed_in':
      return (
        <Word icon={<CircleCheck />} className="text-completed">
          signed in {signed_in_at ? <RelativeTime at={signed_in_at} /> : null}
        </Word>
      );
    case 'failed':
      return (
        <>
          <Word icon={<CircleX />} className="text-failed">
            refused
          </Word>
          <p className="max-w-80 text-pretty text-xs [overflow-wrap:anywhere]">{failure?.message}</p>
        </>
      );
    case 'lost':
      return <Word icon={<LogOut />}>signed out by the site</Word>;
    default:
      return <Word icon={<CircleDashed />}>not signed in yet</Word>;
  }
}

interface WordProps {
  readonly icon: React.ReactNode;
  readonly className?: string;
  readonly children: React.ReactNode;
}

function Word({ icon, className = 'text-muted', children }: WordProps) {
  return (
    <span className={`flex items-center gap-1.5 whitespace-nowrap [&_svg]:size-4 ${className}`}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

interface ActionsProps {
  readonly session: SessionJson;
  readonly isSigningIn: boolean;
  readonly onChange: (session: SessionJson) => void;
  readonly onAsked: (session: SessionJson) => void;
}

function Actions({ session, isSigningIn, onChange, onAsked }: ActionsProps) {
  const { name, automations } = session;
  const { run } = useChange();
  const { remove, isRemoving } = useRemoval();
  const signIn = async () => {
    const isAsked = await run(() => api.post(`/sessions/${name}/sign-in`), {
      failed: `Could not ask for a sign-in as ${name}`,
    });
    if (isAsked) onAsked(session);
  };
  const removeSession = () =>
    remove({
      title: `Delete ${name}?`,
      body: deletionWords(automations),
      action: 'Delete session',
      path: `/sessions/${name}`,
      query: automations.length > 0 ? { force: 'true' } : {},
      done: `${name} deleted`,
      failed: `Could not delete ${name}`,
    });
  return (
    <>
      <LineButton isBusy={isSigningIn} onClick={signIn} aria-label={`Sign in now as ${name}`}>
        Sign in now
      </LineButton>
      <LineButton onClick={() => onChange(session)} aria-label={`Change ${name}`}>
        Change…
      </LineButton>
      <LineButton isBusy={isRemoving} onClick={removeSession} aria-label={`Delete ${name}`}>
        Delete…
      </LineButton>
    </>
  );
}

function deletionWords(automations: readonly string[]): string {
  if (automations.length === 0) return 'No automation names it.';
  return `${automations.join(', ')} ${automations.length === 1 ? 'runs' : 'run'} with it: rows fail from now on.`;
}
