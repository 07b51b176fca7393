import { Command } from 'commander';
import { toSecretJson } from '../../lib/domain/wire/secret';
import { deleteSecret } from '../../lib/services/secrets/delete-secret';
import { listSecrets } from '../../lib/services/secrets/list-secrets';
import { keysToLook, openKeyRing } from '../../lib/services/secrets/open-key-ring';
import { rotateSecrets } from '../../lib/services/secrets/rotate-secrets';
import { setSecret, type VaultContext } from '../../lib/services/secrets/set-secret';
import { EXIT, formatTable, type Output } from '../output';
import { readValue } from '../read-value';
import { type Session, withSession } from '../session';
import type { Terminal } from '../terminal';

export function secretCommand(terminal: Terminal): Command {
  const command = new Command('secret');
  command
    .command('set')
    .description('set a secret, or replace its value; the value is asked for, or is standard input')
    .argument('<name>', 'lower case letters, digits, _ and -')
    .option('--description <text>', 'what it is for')
    .action((name: string, options: { description?: string }) =>
      terminal.answer(() => set(terminal, name, options.description)),
    );
  command
    .command('list')
    .description('names and what uses them; never values')
    .action(() => terminal.answer(() => list(terminal)));
  command
    .command('delete')
    .description('delete a secret for good')
    .argument('<name>')
    .option('--force', 'also when an automation uses it')
    .action((name: string, options: { force?: true }) =>
      terminal.answer(() => remove(terminal, name, options.force ?? false)),
    );
  command
    .command('rotate')
    .description('encrypt with FURROW_SECRET_KEY what FURROW_SECRET_KEY_OLD encrypted')
    .action(() => terminal.answer(() => rotate(terminal)));
  return command;
}

async function vault({ context, env }: Session): Promise<VaultContext> {
  const { ring } = await openKeyRing(context.db, env);
  return { ...context, keys: ring };
}

/** The value is read first: nobody keeps a database waiting while somebody types. */
async function set(terminal: Terminal, name: string, description: string | undefined): Promise<Output> {
  const value = await readValue(terminal, `Value of ${name}: `);
  return withSession(terminal, async (session) => {
    const { isNew } = await setSecret(await vault(session), { name, value, description });
    return {
      json: { name, created: isNew },
      text: isNew ? `Set: {{ secret.${name} }}` : `The value of ${name} was replaced.`,
    };
  });
}

function list(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context, env }) => {
    const items = (await listSecrets({ ...context, keys: keysToLook(env) })).map(toSecretJson);
    const lines = items.map((secret) => [
      secret.name,
      secret.updated_at.slice(0, 10),
      secret.last_used_at?.slice(0, 10) ?? 'never',
      secret.automations.join(', ') || '-',
      secret.readable ? (secret.description ?? '') : 'CANNOT BE READ: encrypted with another key',
    ]);
    const headers = ['name', 'set', 'last used', 'used by', ''];
    const text = items.length > 0 ? formatTable(headers, lines) : 'There is no secret.';
    return { json: { items, next_cursor: null }, text };
  });
}

/** Needs no key: what nobody can read any more must still be removable. */
function remove(terminal: Terminal, name: string, isForced: boolean): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    await deleteSecret(context, { name, isForced });
    return { json: { name, deleted: true }, text: `The secret ${name} is deleted.` };
  });
}

function rotate(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async (session) => {
    const { moved, unreadable } = await rotateSecrets(await vault(session));
    const rest =
      unreadable.length > 0
        ? ` Neither key opens ${unreadable.join(', ')}: set them again (a webhook gets a new secret in the settings).`
        : '';
    return {
      json: { moved, unreadable },
      text: `${moved.length} moved to the present key.${rest}`,
      exitCode: unreadable.length > 0 ? EXIT.problems : EXIT.ok,
    };
  });
}
