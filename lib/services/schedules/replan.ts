import type { BatchSettingsInput } from '../../domain/batch-settings';
import type { BindingChoices } from '../../domain/bindings';
import type { SchedulePlan } from '../../domain/schedule';
import { unknownColumns } from '../batches/check-batch-input';
import { planBatch } from '../batches/plan-batch';
import type { Context } from '../context';
import { awaitHeaders } from '../uploads/await-headers';
import type { ScheduleRecord } from './find-schedule';
import { toSchedulePlan } from './schedule-plan';

interface PlanChange {
  readonly uploadId?: string | undefined;
  readonly bindings?: BindingChoices | undefined;
  readonly settings?: BatchSettingsInput | undefined;
}

/** The columns of a schedule that say what its batches are made of, checked again when something of it changes; else none. */
export async function replan(
  context: Context,
  schedule: ScheduleRecord,
  { uploadId, bindings, settings }: PlanChange,
): Promise<{ uploadId?: string; plan?: ReturnType<typeof toSchedulePlan> }> {
  if (uploadId === undefined && bindings === undefined && settings === undefined) return {};
  const plan = schedule.plan as SchedulePlan;
  const wanted = {
    uploadId: uploadId ?? schedule.uploadId ?? '',
    automation: schedule.automationName ?? undefined,
    automationVersion: schedule.automationVersion ?? undefined,
    bindings: bindings ?? (await keptBindings(context, schedule, uploadId)),
    vars: plan.vars,
    rows: plan.rows,
    limit: plan.limit ?? undefined,
    settings: { ...plan.settings, ...settings },
  };
  const checked = await planBatch(context, wanted);
  return { uploadId: checked.upload.id, plan: toSchedulePlan(wanted, checked) };
}

/** The same columns by name in another file. The old file's headers are gone with it: then by position. */
async function keptBindings(
  context: Context,
  schedule: ScheduleRecord,
  uploadId: string | undefined,
): Promise<BindingChoices> {
  const { bindings } = schedule.plan as SchedulePlan;
  const old = schedule.upload?.headers;
  if (uploadId === undefined || uploadId === schedule.uploadId || !old) return bindings;
  const { headers } = await awaitHeaders(context.db, uploadId);
  const moved = Object.entries(bindings).map(([input, choice]) => {
    if (typeof choice === 'string' || !('column' in choice)) return [input, choice] as const;
    const header = old[choice.column] ?? '';
    const column = headers.indexOf(header);
    if (column < 0) throw unknownColumns([header], headers);
    return [input, { ...choice, column }] as const;
  });
  return Object.fromEntries(moved);
}
