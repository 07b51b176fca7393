import type { Bindings } from '../domain/bindings';
import { type CheckedInputs, checkCells, type InputProblem } from './inputs';
import type { Automation } from './schema';
import type { Scope } from './scope';

export interface RowContext {
  readonly automation: Automation;
  readonly bindings: Bindings;
  readonly headers: readonly string[];
  readonly cells: readonly string[];
  readonly batchId: string;
  /** 0-based. */
  readonly rowIndex: number;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** The one-time code of now for a base32 key. */
  readonly totp?: (key: string) => string;
}

export interface RowScope {
  readonly scope: Scope;
  /** Inputs that this row gets wrong; they are empty in the scope. */
  readonly problems: readonly InputProblem[];
}

/** What the templates of one row can name: its checked inputs, its cells by header, the batch's variables. */
export function createScope(context: RowContext): RowScope {
  const { automation, bindings, cells } = context;
  return scopeOf(context, checkCells(automation.inputs, bindings, cells));
}

/** The same for inputs that were found and checked in another way. */
export function scopeOf(
  context: Omit<RowContext, 'bindings'>,
  { values, problems }: CheckedInputs,
): RowScope {
  const { automation, headers, cells, vars = {}, secrets = {}, totp } = context;
  const input = new Map(Object.keys(automation.inputs).map((name) => [name, values.get(name) ?? '']));
  const scope: Scope = {
    input,
    row: new Map(headers.map((header, column) => [header, cells[column] ?? ''])),
    var: new Map(Object.entries(vars)),
    secret: new Map(Object.entries(secrets)),
    batch: { id: context.batchId },
    job: { rowNumber: context.rowIndex + 1 },
    ...(totp ? { totp } : {}),
  };
  return { scope, problems };
}
