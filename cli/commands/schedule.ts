import { Command } from 'commander';
import { toScheduleJson, toScheduleRunJson } from '../../lib/domain/wire/schedule';
import { changeSchedule, deleteSchedule } from '../../lib/services/schedules/change-schedule';
import { getSchedule, listScheduleRuns, listSchedules } from '../../lib/services/schedules/list-schedules';
import { runSchedule } from '../../lib/services/schedules/run-schedule';
import { type ScheduleOptions, scheduleBatch, scheduleFile } from '../create-schedule';
import { withCsvFile } from '../csv-file';
import { addWaitOptions, type LetRunOptions, waitIfNeeded } from '../let-run';
import { parseCount } from '../option-values';
import { formatTable, type Output } from '../output';
import { addPlanOptions } from '../plan-options';
import { scheduleOutput, scheduleTable } from '../schedule-output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

const ID = "the schedule's id";

export function scheduleCommand(terminal: Terminal): Command {
  const command = new Command('schedule');
  command.addCommand(createCommand(terminal));
  const list = command.command('list').description('schedules with their next and last runs');
  addPageOptions(list, 100).action((page: PageOptions) => terminal.answer(() => listAll(terminal, page)));
  const runs = command.command('runs').description('what became of its due times').argument('<id>', ID);
  addPageOptions(runs, 25).action((id: string, page: PageOptions) =>
    terminal.answer(() => listRuns(terminal, id, page)),
  );
  for (const [name, description, isEnabled] of [
    ['pause', 'let it come due no more', false],
    ['resume', 'turn it on: due from now on, nothing is made up for', true],
  ] as const) {
    command
      .command(name)
      .description(description)
      .argument('<id>', ID)
      .action((id: string) => terminal.answer(() => turn(terminal, id, isEnabled)));
  }
  const run = command.command('run').description('run it now, also while it is paused').argument('<id>', ID);
  addWaitOptions(run).action((id: string, options: LetRunOptions) =>
    terminal.answer(() => runNow(terminal, id, options)),
  );
  command
    .command('delete')
    .description('delete it; its batches stay')
    .argument('<id>', ID)
    .action((id: string) => terminal.answer(() => remove(terminal, id)));
  return command;
}

function createCommand(terminal: Terminal): Command {
  const command = new Command('create')
    .description('run a file, or a batch again, at times that come round')
    .argument('[file]', 'a CSV file; not with --batch')
    .requiredOption('--name <text>', 'its batches are named after it')
    .requiredOption('--cron <expression>', 'five fields: "30 6 * * 1-5" is every weekday at 06:30')
    .option('--time-zone <name>', 'such as Europe/Berlin (default: that of this machine)')
    .option('--batch <id>', 'the batch to run again, with its file, automation and settings')
    .option('--paused', 'create it, but do not turn it on');
  return addPlanOptions(command).action((file: string | undefined, options: ScheduleOptions) =>
    terminal.answer(() => create(terminal, file, options)),
  );
}

function create(terminal: Terminal, path: string | undefined, options: ScheduleOptions): Promise<Output> {
  if (path === undefined || options.batch !== undefined) {
    return withSession(terminal, async (session) =>
      scheduleOutput(session.context, await scheduleBatch(session, options)),
    );
  }
  return withCsvFile(terminal, path, (file, config) =>
    withSession(terminal, async (session) =>
      scheduleOutput(session.context, await scheduleFile(terminal, session, { file, config }, options)),
    ),
  );
}

interface PageOptions {
  readonly limit: number;
  readonly cursor?: string;
}

function addPageOptions(command: Command, limit: number): Command {
  return command
    .option('--limit <n>', `how many, up to 100 (default: ${limit})`, parsePageSize, limit)
    .option('--cursor <cursor>', 'where the page before ended');
}

const parsePageSize = (text: string) => Math.min(100, parseCount(text));

function listAll(terminal: Terminal, page: PageOptions): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const { items, nextCursor } = await listSchedules(context, page);
    const json = items.map((schedule) => toScheduleJson(schedule, context.publicUrl));
    return { json: { items: json, next_cursor: nextCursor }, text: scheduleTable(json) };
  });
}

function listRuns(terminal: Terminal, scheduleId: string, page: PageOptions): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const { items, nextCursor } = await listScheduleRuns(context, { scheduleId, ...page });
    const json = items.map((run) => toScheduleRunJson(run, context.publicUrl));
    const lines = json.map(({ due_at, cause, status, batch, message }) => [
      ...[due_at, cause, status, batch?.id ?? '-', batch ? (batch.outcome ?? batch.status) : (message ?? '')],
    ]);
    const text = formatTable(['due', 'cause', 'status', 'batch', ''], lines);
    return {
      json: { items: json, next_cursor: nextCursor },
      text: json.length > 0 ? text : 'It has not run yet.',
    };
  });
}

function turn(terminal: Terminal, scheduleId: string, isEnabled: boolean): Promise<Output> {
  return withSession(terminal, async ({ context }) =>
    scheduleOutput(context, await changeSchedule(context, { scheduleId, isEnabled })),
  );
}

function runNow(terminal: Terminal, scheduleId: string, options: LetRunOptions): Promise<Output> {
  return withSession(terminal, async (session) => {
    const batch = await runSchedule(session.context, { scheduleId });
    return waitIfNeeded(terminal, session, batch.id, options);
  });
}

function remove(terminal: Terminal, scheduleId: string): Promise<Output> {
  return withSession(terminal, async ({ context }) => {
    const { name } = await getSchedule(context, { scheduleId });
    await deleteSchedule(context, { scheduleId });
    return {
      json: { id: scheduleId, deleted: true },
      text: `The schedule ${name} is deleted; its batches stay.`,
    };
  });
}
