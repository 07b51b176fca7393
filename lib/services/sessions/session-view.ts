import { NotFoundError } from '../../domain/errors';
import { type SessionFailure, type SessionState, sessionFailureSchema } from '../../domain/session';
import type { Context } from '../context';
import { sessionUsers } from './session-users';

/** A stored login as everybody may know it: nothing gives its state back. */
export interface SessionView {
  readonly name: string;
  readonly description: string | null;
  readonly automation: string;
  /** Texts as they were given: secrets by their names. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly state: SessionState;
  readonly stateVersion: number;
  readonly failure: SessionFailure | null;
  /** Automations whose newest version names it; those that take the name from a row are not known. */
  readonly automations: readonly string[];
  readonly signedInAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly failedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const NO_STATE = { ciphertext: true, nonce: true, tag: true } as const;

/** All sessions by name. There are few: no pages. */
export async function listSessions(context: Pick<Context, 'db'>): Promise<SessionView[]> {
  const { prisma } = context.db;
  const [sessions, users] = await Promise.all([
    prisma.siteSession.findMany({ omit: NO_STATE, orderBy: { name: 'asc' } }),
    sessionUsers(context.db),
  ]);
  return sessions.map((session) => toView(session, users.get(session.name) ?? []));
}

/** @throws NotFoundError `session_not_found` */
export async function getSession(
  context: Pick<Context, 'db'>,
  input: { readonly name: string },
): Promise<SessionView> {
  const { name } = input;
  const session = await context.db.prisma.siteSession.findUnique({ where: { name }, omit: NO_STATE });
  if (!session) throw new NotFoundError('session_not_found', `There is no session ${name}.`);
  return toView(session, (await sessionUsers(context.db)).get(name) ?? []);
}

type StoredSession = Omit<SessionView, 'automation' | 'inputs' | 'state' | 'failure' | 'automations'> & {
  readonly automationName: string;
  readonly inputs: unknown;
  readonly failure: unknown;
  readonly keyId: string | null;
  readonly lockedUntil: Date | null;
};

function toView(session: StoredSession, automations: readonly string[]): SessionView {
  const { name, description, stateVersion, signedInAt, lastUsedAt, failedAt, createdAt, updatedAt } = session;
  const failure = session.failedAt === null ? null : sessionFailureSchema.safeParse(session.failure);
  return {
    ...{ name, description, stateVersion, signedInAt, lastUsedAt, failedAt, createdAt, updatedAt },
    automation: session.automationName,
    inputs: session.inputs as Record<string, string>,
    automations,
    failure: failure?.data ?? null,
    state: stateOf(session),
  };
}

function stateOf({ keyId, lockedUntil, failedAt, signedInAt }: StoredSession): SessionState {
  // This clock is good enough for a word on a screen; the lock itself goes by the database's.
  if (lockedUntil !== null && lockedUntil > new Date()) return 'signing_in';
  if (keyId !== null) return 'signed_in';
  if (failedAt !== null) return 'failed';
  return signedInAt === null ? 'never' : 'lost';
}
