import type { AutomationCheckJson } from '@/lib/domain/wire/automation-check';

/** Something about a line of the text; warnings leave the automation usable. */
export interface PlacedProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly code: string;
  /** 1-based, as column. */
  readonly line: number;
  readonly column: number;
}

export function placedProblems({ problems, warnings }: AutomationCheckJson): PlacedProblem[] {
  return [
    ...problems.map((problem) => ({ ...problem, severity: 'error' as const })),
    ...warnings.map((warning) => ({ ...warning, severity: 'warning' as const })),
  ];
}
