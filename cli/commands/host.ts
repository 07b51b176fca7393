import { Command } from 'commander';
import { toTargetHostJson } from '../../lib/domain/wire/target-host';
import { deleteHost } from '../../lib/services/hosts/delete-host';
import { listHosts } from '../../lib/services/hosts/list-hosts';
import { setHost } from '../../lib/services/hosts/set-host';
import { parseCount, parseNumber } from '../option-values';
import { formatTable, type Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface HostOptions {
  readonly parallel?: number;
  readonly perSecond?: number;
}

export function hostCommand(terminal: Terminal): Command {
  const command = new Command('host');
  command
    .command('set')
    .description('set the limits of a host, in place of those it had')
    .argument('<host>', 'shop.example, or shop.example:8443')
    .option('--parallel <n>', 'so many rows there at a time', parseCount)
    .option('--per-second <n>', 'so many rows begin there a second', parseNumber)
    .action((host: string, options: HostOptions) => terminal.answer(() => set(terminal, host, options)));
  command
    .command('list')
    .description('hosts with limits')
    .action(() => terminal.answer(() => list(terminal)));
  command
    .command('delete')
    .description('take all limits off a host')
    .argument('<host>')
    .action((host: string) => terminal.answer(() => remove(terminal, host)));
  return command;
}

function set(terminal: Terminal, host: string, { parallel, perSecond }: HostOptions): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const limits = { host, maxParallel: parallel ?? null, perSecond: perSecond ?? null };
    const json = toTargetHostJson(await setHost(context, limits), new Date());
    return { json, text: `The limits of ${json.host} are set.` };
  });
}

function list(terminal: Terminal): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const now = new Date();
    const items = (await listHosts(context)).map((host) => toTargetHostJson(host, now));
    const lines = items.map((host) => [
      host.host,
      host.max_parallel === null ? '-' : String(host.max_parallel),
      host.per_second === null ? '-' : String(host.per_second),
      host.not_before ?? '-',
    ]);
    const headers = ['host', 'at a time', 'a second', 'not before'];
    return {
      json: { items, next_cursor: null },
      text: items.length > 0 ? formatTable(headers, lines) : 'No host has limits.',
    };
  });
}

function remove(terminal: Terminal, host: string): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    await deleteHost(context, { host });
    return { json: { host, deleted: true }, text: `${host} has no limits any more.` };
  });
}
