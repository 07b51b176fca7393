import { Command, Option } from 'commander';
import { newAccountSchema } from '../../lib/domain/account';
import { ROLES, type Role } from '../../lib/domain/role';
import { toUserJson } from '../../lib/domain/wire/people';
import { createUser } from '../../lib/services/users/create-user';
import { listUsers } from '../../lib/services/users/list-users';
import { askPassword } from '../ask-password';
import { formatTable, type Output } from '../output';
import { readInput } from '../read-input';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface CreateOptions {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export function userCommand(terminal: Terminal): Command {
  const command = new Command('user');
  command
    .command('create')
    .description('open an account; asks for the password, or reads the first line of standard input')
    .requiredOption('--email <address>', 'what the person signs in with')
    .requiredOption('--name <text>', 'what others see')
    .addOption(new Option('--role <role>', 'what the person may do').choices(ROLES).default('member'))
    .action((options: CreateOptions) => terminal.answer(() => create(terminal, options)));
  command
    .command('list')
    .description('everybody who has an account')
    .action(() => terminal.answer(() => list(terminal)));
  return command;
}

async function create(terminal: Terminal, options: CreateOptions): Promise<Output> {
  const password = await askPassword(terminal, `Password for ${options.email}: `);
  const { role, name, email } = options;
  const account = readInput(newAccountSchema, { name, email, password }, 'account_invalid');
  return withSession(terminal, async ({ context }) => {
    const user = await createUser(context, { ...account, role });
    return { json: toUserJson(user), text: `${user.name} <${user.email}> may sign in as ${user.role}.` };
  });
}

function list(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const items = (await listUsers(context)).map(toUserJson);
    const lines = items.map((user) => [
      user.email,
      user.name,
      user.disabled_at ? `${user.role}, disabled` : user.role,
      user.created_at.slice(0, 10),
    ]);
    const text =
      items.length > 0 ? formatTable(['email', 'name', 'role', 'since'], lines) : 'Nobody has an account.';
    return { json: { items, next_cursor: null }, text };
  });
}
