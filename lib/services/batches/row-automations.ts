import type { FileColumn } from '../../automation/column-candidates';
import { commandColumns } from '../../automation/command-columns';
import { parseAutomation } from '../../automation/parse-automation';
import { bindRowInputs } from '../../automation/row-command';
import type { Automation } from '../../automation/schema';
import type { Database } from '../../db/connect';
import { type BindingChoices, type RowBindings, rowBindingsSchema } from '../../domain/bindings';
import { ValidationError } from '../../domain/errors';
import { resolvedSource } from '../automations/get-automation';
import { secretNames } from '../secrets/secret-names';
import { sessionMissing } from '../sessions/require-session';
import { checkReferences, secretMissing, unknownColumns } from './check-batch-input';

/** An automation that rows may choose, with where its inputs come from. */
export interface RowAutomation {
  readonly no: number;
  readonly automationId: string;
  readonly version: number;
  readonly effect: 'read' | 'submit';
  readonly automation: Automation;
  readonly bindings: RowBindings;
  /** Why it can run for no row of this file, or null. */
  readonly fault: string | null;
}

/** What rows may choose, by name: a map, so that a cell never reaches an object's prototype. */
export interface RowChoices {
  /** Positions of the columns in which rows name their automation. */
  readonly commands: readonly number[];
  readonly automations: ReadonlyMap<string, RowAutomation>;
}

export interface RowChoiceOptions {
  readonly bindings?: BindingChoices | undefined;
  /** Absent: what templates ask of the batch's variables is not looked at. */
  readonly vars?: Readonly<Record<string, string>> | undefined;
}

/**
 * The newest version of every automation, for a file whose rows choose; null when it has no column for that.
 * @throws ValidationError `unknown_inputs`, `unknown_columns` for bindings that lead nowhere.
 */
export async function offerAutomations(
  db: Database,
  columns: readonly FileColumn[],
  options: RowChoiceOptions = {},
): Promise<RowChoices | null> {
  const headers = columns.map(({ header }) => header);
  const commands = commandColumns(headers);
  if (commands.length === 0) return null;
  const secrets = await secretNames(db);
  const stored = await db.prisma.automation.findMany({
    where: { archivedAt: null },
    orderBy: { name: 'asc' },
    include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
  });
  const automations = new Map<string, RowAutomation>();
  for (const { name, versions } of stored) {
    const [newest] = versions;
    if (!newest) continue;
    const parsed = parseAutomation(resolvedSource(newest), { fileName: name });
    if (!parsed.ok) continue;
    const { automation } = parsed;
    const { automationId, version, effect } = newest;
    const bindings = bindRowInputs(automation, columns, options.bindings);
    const fault =
      secretMissing(automation, secrets) ??
      (await sessionMissing(db, automation)) ??
      faultOf(automation, headers, options.vars);
    automations.set(name, {
      ...{ no: automations.size, automationId, version, effect, automation, bindings, fault },
    });
  }
  checkChosen(automations, headers, options.bindings);
  return { commands, automations };
}

/** What the rows of a batch may choose, as it was pinned when the batch was made. */
export async function pinnedAutomations(
  db: Database,
  batch: { readonly id: string; readonly headers: readonly string[]; readonly vars: unknown },
): Promise<RowChoices> {
  const pinned = await db.prisma.batchAutomation.findMany({
    where: { batchId: batch.id },
    orderBy: { no: 'asc' },
    include: { ofVersion: { include: { automation: { select: { name: true } } } } },
  });
  const automations = new Map<string, RowAutomation>();
  for (const { no, automationId, version, bindings: stored, ofVersion } of pinned) {
    const { name } = ofVersion.automation;
    const parsed = parseAutomation(resolvedSource(ofVersion), { fileName: name });
    if (!parsed.ok) continue;
    const { automation } = parsed;
    const bindings = rowBindingsSchema.parse(stored);
    const fault = faultOf(automation, batch.headers, batch.vars as Record<string, string>);
    automations.set(name, {
      no,
      automationId,
      version,
      effect: ofVersion.effect,
      automation,
      bindings,
      fault,
    });
  }
  return { commands: commandColumns(batch.headers), automations };
}

/** As rows of the table, for a new batch. */
export function toPins(choices: RowChoices) {
  return [...choices.automations.values()].map(({ no, automationId, version, bindings }) => ({
    ...{ no, automationId, version, bindings },
  }));
}

function faultOf(
  automation: Automation,
  headers: readonly string[],
  vars: RowChoiceOptions['vars'],
): string | null {
  try {
    checkReferences(automation, headers, vars ?? null);
    return null;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return error.message;
  }
}

function checkChosen(
  automations: RowChoices['automations'],
  headers: readonly string[],
  chosen: BindingChoices = {},
): void {
  const known = [...automations.values()].flatMap(({ automation }) => Object.keys(automation.inputs));
  const unknown = Object.keys(chosen).filter((input) => !known.includes(input));
  if (unknown.length > 0) {
    throw new ValidationError('unknown_inputs', `No automation has an input ${unknown.join(', ')}.`, {
      unknown,
    });
  }
  const missing = Object.values(chosen).flatMap((choice) => {
    if (typeof choice === 'string') return headers.includes(choice) ? [] : [choice];
    return 'column' in choice && choice.column >= headers.length ? [`column ${choice.column + 1}`] : [];
  });
  if (missing.length > 0) throw unknownColumns(missing, headers);
}
