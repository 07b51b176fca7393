import { nearestWord } from '../../automation/did-you-mean';
import { readRowCommand } from '../../automation/row-command';
import type { AutomationPin } from '../../db/sql/repin-automations';
import { ValidationError } from '../../domain/errors';
import type { Context } from '../context';
import type { BatchRecord } from './find-batch';
import { offerAutomations, pinnedAutomations, type RowChoices } from './row-automations';

/**
 * The newest versions of the automations that a batch's rows chose, where they differ from the pinned ones. Columns that
 * were chosen for inputs stay.
 */
export async function newerPins(context: Context, batch: BatchRecord): Promise<AutomationPin[]> {
  const pinned = await pinsOf(context, batch);
  const newest = (await offerAutomations(context.db, columnsOf(batch)))?.automations ?? new Map();
  return [...pinned.automations].flatMap(([name, { no, version, bindings }]) => {
    const other = newest.get(name);
    if (!other || other.version === version) return [];
    const inputs = { ...other.bindings.inputs, ...bindings.inputs };
    const { automationId } = other;
    return [{ no, automationId, version: other.version, bindings: { ...bindings, inputs } }];
  });
}

export interface NewChoice {
  readonly no: number;
  /** To be pinned first, when no row of the batch chose it before. */
  readonly pin: AutomationPin | null;
}

/** What a row chooses by its new cells. @throws ValidationError when it names no automation that there is. */
export async function chooseAnew(
  context: Context,
  batch: BatchRecord,
  cells: readonly string[],
): Promise<NewChoice> {
  const pinned = await pinsOf(context, batch);
  const named = readRowCommand(pinned.commands, cells);
  if (!named.ok) throw new ValidationError(named.code, `The command ${named.message}.`);
  const { name } = named.command;
  const known = pinned.automations.get(name);
  if (known) return { no: known.no, pin: null };
  const offered = (await offerAutomations(context.db, columnsOf(batch)))?.automations;
  const chosen = offered?.get(name);
  if (!chosen) throw unknownAutomation(name, [...(offered?.keys() ?? [])]);
  const no = Math.max(-1, ...[...pinned.automations.values()].map((one) => one.no)) + 1;
  const { automationId, version, bindings } = chosen;
  return { no, pin: { no, automationId, version, bindings } };
}

/** What a row of the batch can choose by new cells: the pinned automations, and all others as they are now. */
export async function choicesAnew(context: Context, batch: BatchRecord): Promise<RowChoices> {
  const pinned = await pinsOf(context, batch);
  const offered = (await offerAutomations(context.db, columnsOf(batch)))?.automations ?? [];
  return { commands: pinned.commands, automations: new Map([...offered, ...pinned.automations]) };
}

function pinsOf(context: Context, { id, vars, upload }: BatchRecord): Promise<RowChoices> {
  return pinnedAutomations(context.db, { id, vars, headers: upload.headers });
}

function columnsOf(batch: BatchRecord): { header: string }[] {
  return batch.upload.headers.map((header) => ({ header }));
}

function unknownAutomation(name: string, names: readonly string[]): ValidationError {
  const near = nearestWord(name, names);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  return new ValidationError('automation_unknown', `No automation has the name that the row gives.${hint}`);
}
