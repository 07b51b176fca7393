import { type ScheduleJson, type ScheduleRunJson, toScheduleJson } from '../lib/domain/wire/schedule';
import type { Context } from '../lib/services/context';
import type { ScheduleView } from '../lib/services/schedules/schedule-view';
import { formatFields, formatTable, type Output } from './output';

/** A schedule after a command. */
export function scheduleOutput(context: Context, schedule: ScheduleView): Output {
  const json = toScheduleJson(schedule, context.publicUrl);
  const text = formatFields({
    when: `${json.words}, ${json.time_zone} (${json.cron})`,
    'next run': nextText(json),
    'last run': json.last_run && lastText(json.last_run),
    file: json.upload?.filename ?? 'deleted',
    automation: automationText(json),
    owner: json.owner,
    id: json.id,
  });
  return { json, text: `${json.name}\n${text}` };
}

export function scheduleTable(items: readonly ScheduleJson[]): string {
  if (items.length === 0) return 'There is no schedule.';
  const headers = ['id', 'name', 'when', 'time zone', 'next run', 'last run'];
  const lines = items.map((item) => [
    ...[item.id, item.name, item.words, item.time_zone],
    ...[nextText(item), item.last_run ? lastText(item.last_run) : '-'],
  ]);
  return formatTable(headers, lines);
}

function nextText({ next_run_at: at, time_zone: timeZone, pause }: ScheduleJson): string {
  return at === null ? `paused: ${pause?.text ?? ''}` : localTime(at, timeZone);
}

function lastText({ due_at, status, message, batch }: ScheduleRunJson): string {
  const at = due_at.slice(0, 16).replace('T', ' ');
  return `${at}Z ${batch ? (batch.outcome ?? batch.status) : [status, message].filter(Boolean).join(': ')}`;
}

function automationText({ automation }: ScheduleJson): string {
  if (automation === null) return 'each row names its own';
  return `${automation.name}, ${automation.version === null ? 'newest version' : `version ${automation.version}`}`;
}

/** `2026-11-26 06:30` in the schedule's own time. */
function localTime(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(at));
}
