import type { Bindings, RowBindings } from '../domain/bindings';
import { createScope, scopeOf } from './create-scope';
import { describeRow } from './describe-run';
import type { Command } from './parse-command';
import { checkRowInputs } from './row-command';
import type { Automation } from './schema';
import type { Scope } from './scope';

/** What one row will do, in words; with problems it will not run. */
export interface RowPlan {
  /** 0-based. */
  readonly rowIndex: number;
  /** One line per step; those inside another step are indented below it. */
  readonly lines: readonly string[];
  readonly problems: readonly {
    readonly input: string;
    readonly code: string;
    readonly message: string;
  }[];
}

interface RowToPlan {
  readonly automation: Automation;
  readonly bindings: Bindings;
  readonly headers: readonly string[];
  readonly cells: readonly string[];
  readonly rowIndex: number;
  readonly vars?: Readonly<Record<string, string>>;
}

/** Says what an automation would do for one row, before there is a batch. */
export function planRow(row: RowToPlan): RowPlan {
  const { scope, problems } = createScope({ ...row, batchId: 'preview' });
  return { rowIndex: row.rowIndex, lines: linesOf(row.automation, scope), problems };
}

/** The same for a row that chose the automation itself. */
export function planChosenRow(
  row: Omit<RowToPlan, 'bindings'>,
  bindings: RowBindings,
  command: Command,
): RowPlan {
  const checked = checkRowInputs(row.automation, bindings, row.cells, command);
  const { scope, problems } = scopeOf({ ...row, batchId: 'preview' }, checked);
  return { rowIndex: row.rowIndex, lines: linesOf(row.automation, scope), problems };
}

function linesOf(automation: Automation, scope: Scope): string[] {
  return describeRow(automation, scope).map(({ depth, words }) => `${'  '.repeat(depth)}${words}`);
}
