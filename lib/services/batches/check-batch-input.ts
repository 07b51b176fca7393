import { type BindOptions, type BoundInputs, bindInputs } from '../../automation/bind-inputs';
import type { FileColumn } from '../../automation/column-candidates';
import { referencedNames } from '../../automation/referenced-names';
import type { Automation } from '../../automation/schema';
import {
  type BatchSettings,
  type BatchSettingsInput,
  batchSettingsSchema,
} from '../../domain/batch-settings';
import { ValidationError } from '../../domain/errors';

/** @throws ValidationError `settings_invalid` with every wrong key and its bound. */
export function checkSettings(
  settings: BatchSettingsInput | undefined,
  headers: readonly string[],
): BatchSettings {
  const parsed = batchSettingsSchema.safeParse(settings ?? {});
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      key: ['settings', ...issue.path].join('.'),
      message: issue.message,
    }));
    const text = errors.map((error) => `${error.key}: ${error.message}`).join('; ');
    throw new ValidationError('settings_invalid', text, { errors });
  }
  const { key_column: asked, account_column: account } = parsed.data;
  const key = asked === undefined ? undefined : checkKeyColumn(asked, headers);
  if (parsed.data.skip_done && key === undefined) {
    throw new ValidationError(
      'settings_invalid',
      'settings.skip_done: say which column identifies a row (key_column); rows are recognised by their key.',
      { errors: [{ key: 'settings.skip_done', message: 'needs key_column' }] },
    );
  }
  return {
    ...parsed.data,
    ...(key !== undefined && { key_column: key }),
    ...(account !== undefined && { account_column: checkKeyColumn(account, headers) }),
  };
}

/** The header of the key column as the file writes it; spaces around it do not count. @throws ValidationError `unknown_columns` */
export function checkKeyColumn(asked: string, headers: readonly string[]): string {
  const exact = headers.find((header) => header === asked);
  const found = exact ?? headers.find((header) => header.trim() === asked.trim());
  if (found === undefined) throw unknownColumns([asked], headers);
  return found;
}

/**
 * Binds every input to a column or a constant: as chosen, as the last time, else by name.
 * @throws ValidationError `unknown_columns`, `unknown_inputs`, `inputs_unbound`
 */
export function checkBindings(
  automation: Automation,
  columns: readonly FileColumn[],
  options: BindOptions = {},
): BoundInputs {
  const headers = columns.map(({ header }) => header);
  const bound = bindInputs(automation.inputs, columns, options);
  checkChoices(automation, bound, headers);
  if (bound.unbound.length > 0) throw inputsUnbound(automation.name, bound, headers);
  return bound;
}

/**
 * Refuses choices that lead nowhere; inputs without a column are no fault here.
 * @throws ValidationError `unknown_columns`, `unknown_inputs`
 */
export function checkChoices(automation: Automation, bound: BoundInputs, headers: readonly string[]): void {
  const { unknownInputs, missingColumns } = bound;
  if (unknownInputs.length > 0) {
    const inputs = Object.keys(automation.inputs).join(', ') || 'none';
    throw new ValidationError(
      'unknown_inputs',
      `${automation.name} has no input ${unknownInputs.join(', ')}. It has: ${inputs}.`,
      { unknown: unknownInputs },
    );
  }
  if (missingColumns.length > 0) throw unknownColumns(missingColumns, headers);
}

/**
 * Refuses what would fail in every row: a template that looks up a column or a variable that is not there.
 * @param vars null: what variables there will be is not known yet.
 * @throws ValidationError `unknown_columns`, `vars_missing`
 */
export function checkReferences(
  automation: Automation,
  headers: readonly string[],
  vars: Readonly<Record<string, string>> | null = {},
): void {
  const { columns, vars: wanted } = referencedNames(automation);
  const missing = [...columns].filter((header) => !headers.includes(header));
  if (missing.length > 0) throw unknownColumns(missing, headers);
  const unset = vars === null ? [] : [...wanted].filter((name) => !Object.hasOwn(vars, name));
  if (unset.length > 0) {
    throw new ValidationError(
      'vars_missing',
      `${automation.name} needs a value for ${unset.join(', ')}: give ${unset.length === 1 ? 'it' : 'them'} as vars, for example --var ${unset[0]}=...`,
      { unset },
    );
  }
}

/** A sentence about the secrets that an automation names and nobody has set, or null. */
export function secretMissing(automation: Automation, set: ReadonlySet<string>): string | null {
  const missing = [...referencedNames(automation).secrets].filter((name) => !set.has(name));
  if (missing.length === 0) return null;
  return `There is no secret ${missing.join(', ')}: an administrator sets it under Settings, Secrets.`;
}

/** The refusal of headers that the file does not have. */
export function unknownColumns(unknown: readonly string[], headers: readonly string[]): ValidationError {
  return new ValidationError(
    'unknown_columns',
    `The file has no column ${unknown.map((header) => `"${header}"`).join(', ')}. It has: ${headers.join(', ')}.`,
    { unknown, headers },
  );
}

function inputsUnbound(name: string, bound: BoundInputs, headers: readonly string[]): ValidationError {
  const { unbound } = bound;
  const near = bound.inputs.find(({ input }) => input === unbound[0])?.candidates[0];
  const example = `${unbound[0]}="${near?.header ?? headers[0] ?? ''}"`;
  return new ValidationError(
    'inputs_unbound',
    `${name} needs ${unbound.join(', ')}, and it is not clear which column of the file that is. Say which to use, for example --map ${example}. The file has: ${headers.join(', ')}.`,
    { unbound, headers },
  );
}
