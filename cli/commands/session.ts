import { Command } from 'commander';
import { BatchEngineError, ValidationError } from '../../lib/domain/errors';
import { toSessionJson } from '../../lib/domain/wire/session';
import { deleteSession } from '../../lib/services/sessions/delete-session';
import { requestSignIn } from '../../lib/services/sessions/request-sign-in';
import { getSession, listSessions, type SessionView } from '../../lib/services/sessions/session-view';
import { setSession } from '../../lib/services/sessions/set-session';
import { EXIT, formatTable, type Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function sessionCommand(terminal: Terminal): Command {
  const command = new Command('session');
  command
    .command('set')
    .description('store how a login is made, or change it')
    .argument('<name>', 'lower case letters, digits, _ and -')
    .requiredOption('--automation <name>', 'signs in; its verify steps tell whether a login still holds')
    .option('--input <input=text>', 'repeatable; secrets as {{ secret.name }}', collect, [])
    .option('--description <text>', 'what it is for')
    .action((name: string, options: SetOptions) => terminal.answer(() => set(terminal, name, options)));
  command
    .command('login')
    .description('sign in anew now, and say how it went')
    .argument('<name>')
    .action((name: string) => terminal.answer(() => login(terminal, name)));
  command
    .command('list')
    .description('names, states and what runs with them')
    .action(() => terminal.answer(() => list(terminal)));
  command
    .command('delete')
    .description('delete a stored login for good')
    .argument('<name>')
    .option('--force', 'also when an automation names it')
    .action((name: string, options: { force?: true }) =>
      terminal.answer(() => remove(terminal, name, options.force ?? false)),
    );
  return command;
}

interface SetOptions {
  readonly automation: string;
  readonly input: readonly string[];
  readonly description?: string;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function set(terminal: Terminal, name: string, options: SetOptions): Promise<Output> {
  const { automation, description } = options;
  const inputs = Object.fromEntries(options.input.map(readInput));
  return withSession(terminal, async ({ context }) => {
    const { isNew, session } = await setSession(context, { name, automation, inputs, description });
    return {
      json: toSessionJson(session),
      text: isNew ? `Set: session: ${name}` : `The session ${name} was changed; it signs in anew.`,
    };
  });
}

function readInput(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new ValidationError('input_wrong', `--input ${pair} must be input=text.`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

const LOOK_EVERY_MS = 250;

function login(terminal: Terminal, name: string): Promise<Output> {
  return withSession(terminal, async (session) => {
    const before = await requestSignIn(session.context, { name });
    const workers = session.workers();
    await workers.keep();
    const isOver = (now: SessionView) =>
      now.stateVersion !== before.stateVersion && now.state !== 'signing_in';
    let now = before;
    while (!isOver(now)) {
      const complaint = workers.complaint();
      if (complaint !== null) {
        throw new BatchEngineError('worker_failed', `No worker could start to sign in:\n${complaint}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      now = await getSession(session.context, { name });
    }
    return now.failure
      ? { json: toSessionJson(now), text: now.failure.message, exitCode: EXIT.problems }
      : { json: toSessionJson(now), text: `${name} is signed in.` };
  });
}

const STATE_WORDS: Readonly<Record<SessionView['state'], string>> = {
  never: 'not signed in yet',
  signing_in: 'signing in',
  signed_in: 'signed in',
  lost: 'signed out by the site',
  failed: 'REFUSED',
};

function list(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const items = (await listSessions(context)).map(toSessionJson);
    const lines = items.map((session) => [
      session.name,
      STATE_WORDS[session.state],
      session.last_used_at?.slice(0, 10) ?? 'never',
      session.automation,
      session.automations.join(', ') || '-',
      session.failure?.message ?? session.description ?? '',
    ]);
    const headers = ['name', 'state', 'last used', 'signs in with', 'used by', ''];
    return {
      json: { items, next_cursor: null },
      text: items.length > 0 ? formatTable(headers, lines) : 'There is no session.',
    };
  });
}

function remove(terminal: Terminal, name: string, isForced: boolean): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    await deleteSession(context, { name, isForced });
    return { json: { name, deleted: true }, text: `The session ${name} is deleted.` };
  });
}
