import { Command } from 'commander';
import { NotFoundError, ValidationError } from '../../lib/domain/errors';
import { toTokenJson } from '../../lib/domain/wire/people';
import { isId } from '../../lib/services/batches/find-batch';
import type { Context } from '../../lib/services/context';
import { createToken } from '../../lib/services/tokens/create-token';
import { listTokens } from '../../lib/services/tokens/list-tokens';
import { revokeToken } from '../../lib/services/tokens/revoke-token';
import { listUsers } from '../../lib/services/users/list-users';
import { parseDuration } from '../option-values';
import { formatFields, formatTable, type Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface CreateOptions {
  readonly user: string;
  readonly name: string;
  readonly expires?: number;
}

export function tokenCommand(terminal: Terminal): Command {
  const command = new Command('token');
  command
    .command('create')
    .description('make a token; it is printed once')
    .requiredOption('--user <email>', 'for whom it acts, with the role of that person')
    .requiredOption('--name <text>', 'what it is for')
    .option('--expires <duration>', 'when it ends, such as 90d (default: never)', parseDuration)
    .action((options: CreateOptions) => terminal.answer(() => create(terminal, options)));
  command
    .command('list')
    .description('tokens that work')
    .action(() => terminal.answer(() => list(terminal)));
  command
    .command('revoke')
    .description('end a token at once')
    .argument('<id>', 'as "token list" shows it')
    .action((tokenId: string) => terminal.answer(() => revoke(terminal, tokenId)));
  return command;
}

function create(terminal: Terminal, options: CreateOptions): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const userId = await findUserId(context, options.user);
    const expires = options.expires === undefined ? {} : { expiresAt: inSeconds(options.expires) };
    const issued = await createToken(context, { userId, name: options.name, ...expires });
    const json = { ...toTokenJson(issued), token: issued.token };
    return {
      json,
      text: formatFields({ token: issued.token, expires: json.expires_at ?? 'never', id: issued.id }),
    };
  });
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

async function findUserId(context: Context, email: string): Promise<string> {
  const wanted = email.trim().toLowerCase();
  const user = (await listUsers(context)).find((candidate) => candidate.email === wanted);
  if (user) return user.id;
  throw new ValidationError('user_not_found', `Nobody has an account with ${email}: see "furrow user list".`);
}

function list(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const items = (await listTokens(context)).map(toTokenJson);
    const lines = items.map((token) => [
      token.id,
      token.name,
      token.user.name,
      token.hint,
      token.expires_at?.slice(0, 10) ?? 'never',
    ]);
    const text =
      items.length > 0 ? formatTable(['id', 'name', 'for', 'token', 'expires'], lines) : 'There is no token.';
    return { json: { items, next_cursor: null }, text };
  });
}

function revoke(terminal: Terminal, tokenId: string): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    if (!isId(tokenId)) throw new NotFoundError('token_not_found', 'There is no such token.');
    await revokeToken(context, tokenId);
    return { json: { id: tokenId, revoked: true }, text: 'The token has ended.' };
  });
}
