import { checkCells } from '../../automation/inputs';
import type { Automation } from '../../automation/schema';
import type { Bindings } from '../../domain/bindings';
import { inputAdvice } from './input-advice';

/** One thing that is wrong with a row. Equal ones of many rows make a group, so no text repeats the cell. */
export interface RowProblem {
  readonly code: string;
  /** Rows with an error cannot run. */
  readonly severity: 'error' | 'warning';
  /** 0-based; null when no single column is to blame. */
  readonly column: number | null;
  readonly input: string | null;
  /** A sentence without its end: `email is no e-mail address`. */
  readonly message: string;
  readonly advice: string;
  /** The cell must not be shown beside the problem. */
  readonly isSecret?: boolean;
}

/** Tells what is wrong with a row's cells: the same one for a check, for an import and for a single edited row. */
export interface RowChecker {
  check(cells: readonly string[]): readonly RowProblem[];
  /** The automation that would run for the row; null when none would. */
  automationId(cells: readonly string[]): string | null;
}

/** A file by itself: its cells can say anything. */
export const NO_CHECKER: RowChecker = { check: () => [], automationId: () => null };

/** Checks cells against the typed inputs of one automation. */
export function automationChecker(
  automationId: string,
  automation: Pick<Automation, 'inputs'>,
  bindings: Bindings,
): RowChecker {
  return {
    automationId: () => automationId,
    check: (cells) => {
      const { problems } = checkCells(automation.inputs, bindings, cells);
      return problems.map(({ input, code, message }) => {
        const binding = bindings[input];
        return {
          code,
          severity: 'error' as const,
          column: binding && 'column' in binding ? binding.column : null,
          input,
          message: `${input} ${message}`,
          advice: inputAdvice(code),
          isSecret: automation.inputs[input]?.type === 'secret',
        };
      });
    },
  };
}
