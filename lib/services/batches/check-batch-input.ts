import { bindInputs } from '../../automation/bind-inputs';
import { referencedNames } from '../../automation/referenced-names';
import type { Automation } from '../../automation/schema';
import {
  type BatchSettings,
  type BatchSettingsInput,
  batchSettingsSchema,
} from '../../domain/batch-settings';
import type { Bindings } from '../../domain/bindings';
import { ValidationError } from '../../domain/errors';

/** What a caller may say for an input: a column's header, or the same text for all rows. */
export type BindingChoices = Readonly<Record<string, string | { readonly constant: string }>>;

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
  const key = parsed.data.key_column;
  if (key !== undefined) checkKeyColumn(key, headers);
  return parsed.data;
}

/** The header of the key column, which the file must have. @throws ValidationError `unknown_columns` */
export function checkKeyColumn(header: string, headers: readonly string[]): string {
  if (!headers.includes(header)) throw unknownColumns([header], headers);
  return header;
}

/**
 * Binds every input to a column or a constant: by name, unless the caller chose.
 * @throws ValidationError `unknown_columns`, `unknown_inputs`, `inputs_unbound`
 */
export function checkBindings(
  automation: Automation,
  headers: readonly string[],
  choices: BindingChoices = {},
): Bindings {
  const inputs = Object.keys(automation.inputs);
  const unknown = Object.keys(choices).filter((name) => !inputs.includes(name));
  if (unknown.length > 0) {
    throw new ValidationError(
      'unknown_inputs',
      `${automation.name} has no input ${unknown.join(', ')}. It has: ${inputs.join(', ') || 'none'}.`,
      { unknown },
    );
  }
  const columns = Object.entries(choices).flatMap(([name, choice]) =>
    typeof choice === 'string' ? [[name, choice] as const] : [],
  );
  const missing = columns.map(([, header]) => header).filter((header) => !headers.includes(header));
  if (missing.length > 0) throw unknownColumns(missing, headers);
  const bound = bindInputs(automation.inputs, headers, Object.fromEntries(columns));
  const constants = Object.entries(choices).flatMap(([name, choice]) =>
    typeof choice === 'string' ? [] : [[name, { constant: choice.constant }] as const],
  );
  const bindings: Bindings = { ...bound.bindings, ...Object.fromEntries(constants) };
  const unbound = bound.unbound.filter((name) => !(name in bindings));
  if (unbound.length > 0) throw inputsUnbound(automation.name, unbound, headers);
  return bindings;
}

/**
 * Refuses what would fail in every row: a template that looks up a column or a variable that is not there.
 * @throws ValidationError `unknown_columns`, `vars_missing`
 */
export function checkReferences(
  automation: Automation,
  headers: readonly string[],
  vars: Readonly<Record<string, string>> = {},
): void {
  const { columns, vars: wanted } = referencedNames(automation);
  const missing = [...columns].filter((header) => !headers.includes(header));
  if (missing.length > 0) throw unknownColumns(missing, headers);
  const unset = [...wanted].filter((name) => !Object.hasOwn(vars, name));
  if (unset.length > 0) {
    throw new ValidationError(
      'vars_missing',
      `${automation.name} needs a value for ${unset.join(', ')}: give ${unset.length === 1 ? 'it' : 'them'} as vars, for example --var ${unset[0]}=...`,
      { unset },
    );
  }
}

/** The refusal of headers that the file does not have. */
export function unknownColumns(unknown: readonly string[], headers: readonly string[]): ValidationError {
  return new ValidationError(
    'unknown_columns',
    `The file has no column ${unknown.map((header) => `"${header}"`).join(', ')}. It has: ${headers.join(', ')}.`,
    { unknown, headers },
  );
}

function inputsUnbound(
  name: string,
  unbound: readonly string[],
  headers: readonly string[],
): ValidationError {
  return new ValidationError(
    'inputs_unbound',
    `${name} needs ${unbound.join(', ')}, and no column of the file has such a name. Say which column to use, for example ${unbound[0]}="${headers[0] ?? ''}". The file has: ${headers.join(', ')}.`,
    { unbound, headers },
  );
}
