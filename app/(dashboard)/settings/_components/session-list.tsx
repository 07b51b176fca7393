'use client';

import { CircleCheck, CircleDashed, CircleX, LoaderCircle, LogOut } from 'lucide-react';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { CopyButton } from '@/app/_components/ui/copy-button';
import {
  Table,
  TableActionsHead,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
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
  return (
    <Table aria-label="Sessions">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>Login</TableHead>
          <TableHead>Signs in with</TableHead>
          <TableHead>Used by</TableHead>
          <TableHead>Last used</TableHead>
          {onChange ? <TableActionsHead className="w-56" /> : null}
        </TableRow>
      </TableHeader>
      <TableBody>
        {sessions.map((session) => (
          <TableRow key={session.name}>
            <TableCell>
              <span className="flex items-center gap-1.5 whitespace-nowrap">
                <span className="font-mono text-xs">{session.name}</span>
                <CopyButton text={`session: ${session.name}`} what={`${session.name} for an automation`} />
              </span>
              {session.description ? (
                <p className="max-w-60 text-pretty text-muted text-xs">{session.description}</p>
              ) : null}
            </TableCell>
            <TableCell>
              <LoginState session={session} isSigningIn={isSigningIn(session)} />
            </TableCell>
            <TableCell className="whitespace-nowrap">{session.automation}</TableCell>
            <TableCell className="text-muted">{session.automations.join(', ') || 'nothing'}</TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {session.last_used_at ? <RelativeTime at={session.last_used_at} /> : 'never'}
            </TableCell>
            {onChange ? (
              <Actions
                session={session}
                isSigningIn={isSigningIn(session)}
                onChange={onChange}
                onAsked={onAsked}
              />
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

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
    <TableCell className="whitespace-nowrap text-right">
      <Button
        size="sm"
        variant="ghost"
        isBusy={isSigningIn}
        onClick={() => void signIn()}
        aria-label={`Sign in now as ${name}`}
      >
        Sign in now
      </Button>
      <Button size="sm" variant="ghost" onClick={() => onChange(session)} aria-label={`Change ${name}`}>
        Change…
      </Button>
      <Button
        size="sm"
        variant="ghost"
        isBusy={isRemoving}
        onClick={() => void removeSession()}
        aria-label={`Delete ${name}`}
      >
        Delete…
      </Button>
    </TableCell>
  );
}

function deletionWords(automations: readonly string[]): string {
  if (automations.length === 0) return 'No automation names it.';
  return `${automations.join(', ')} ${automations.length === 1 ? 'runs' : 'run'} with it: rows fail from now on.`;
}
