import { Command, Option } from 'commander';
import { automationName } from '../../lib/domain/automation-words';
import { ARCHIVED, type Archived, BATCH_STATES, type BatchState } from '../../lib/domain/batch-state';
import { endedJobs } from '../../lib/domain/job-state';
import { toSummaryJson } from '../../lib/domain/wire/summary';
import { type BatchListItem, listBatches } from '../../lib/services/batches/list-batches';
import { batchUrl } from '../batch-output';
import { parseCount } from '../option-values';
import { formatTable, type Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface ListOptions {
  readonly status?: BatchState[];
  readonly search?: string;
  readonly automation?: string;
  readonly owner?: string;
  readonly tag?: string;
  readonly unconfirmed?: boolean;
  readonly archived?: Archived;
  readonly limit?: number;
  readonly cursor?: string;
}

export function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .addOption(new Option('--status <states...>', 'only batches in these states').choices(BATCH_STATES))
    .option('--search <text>', 'part of the name of the batch, its file or its automation')
    .option('--automation <name>', 'only batches of this automation')
    .option('--owner <name>', 'only batches of this person')
    .option('--tag <tag>', 'only batches with this tag')
    .option('--unconfirmed', 'only batches with rows whose outcome nobody knows')
    .addOption(new Option('--archived <how>', 'whether archived ones are shown').choices(ARCHIVED))
    .option('--limit <n>', 'how many, up to 100 (default: 25)', parseCount)
    .option('--cursor <cursor>', 'where the page before ended')
    .action((options: ListOptions) => terminal.answer(() => list(terminal, options)));
}

function list(terminal: Terminal, options: ListOptions): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const { items, nextCursor } = await listBatches(context, options);
    const json = {
      items: items.map((batch) => ({ id: batch.id, url: batchUrl(context, batch), ...toSummaryJson(batch) })),
      next_cursor: nextCursor,
    };
    const headers = ['id', 'name', 'automation', 'status', 'ended', 'failed', 'created'];
    const text = items.length === 0 ? 'There is no batch.' : formatTable(headers, items.map(toLine));
    return { json, text };
  });
}

function toLine(batch: BatchListItem): string[] {
  return [
    batch.id,
    batch.name,
    automationName(batch),
    batch.outcome ?? batch.state,
    `${endedJobs(batch.counts)}/${batch.totalJobs}`,
    String(batch.counts.failed + batch.counts.unconfirmed),
    batch.createdAt.toISOString().slice(0, 16).replace('T', ' '),
  ];
}
