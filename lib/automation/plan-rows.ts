import type { Bindings } from '../domain/bindings';
import { bindInputs } from './bind-inputs';
import { createScope } from './create-scope';
import { describeRow } from './describe-run';
import type { InputProblem } from './inputs';
import type { Automation } from './schema';

/** What one shown row will do, in words; `row` is its 1-based number. */
export interface RowPlan {
  readonly row: number;
  readonly lines: readonly string[];
  readonly problems: readonly InputProblem[];
}

export interface RowPlans {
  readonly bindings: Bindings;
  /** Required inputs that no column feeds. */
  readonly unbound: readonly string[];
  readonly plans: readonly RowPlan[];
}

/**
 * Binds an automation to a file's columns and says what its first rows would do.
 * @param overrides input -> header
 */
export function planRows(
  automation: Automation,
  table: { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] },
  overrides: Readonly<Record<string, string>> = {},
): RowPlans {
  const { headers } = table;
  const { bindings, unbound } = bindInputs(automation.inputs, headers, overrides);
  const plans = table.rows.map((cells, rowIndex) => {
    const row = { automation, bindings, headers, cells, rowIndex, batchId: 'preview' };
    const { scope, problems } = createScope(row);
    return { row: rowIndex + 1, lines: describeRow(automation, scope), problems };
  });
  return { bindings, unbound, plans };
}
