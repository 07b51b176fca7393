'use client';

import { CircleX, TriangleAlert } from 'lucide-react';
import type { PlacedProblem } from './placed-problem';

interface ProblemListProps {
  readonly problems: readonly PlacedProblem[];
  readonly onPick: (line: number, column: number) => void;
}

/** The problems of the text, each a way to its place. Height is kept free, so that nothing jumps while typing. */
export function ProblemList({ problems, onPick }: ProblemListProps) {
  return (
    <section
      aria-label="Problems"
      className="h-24 shrink-0 lg:h-36 overflow-y-auto border-line border-t bg-surface"
    >
      <p role="status" className="sticky top-0 bg-surface px-4 py-2 font-medium text-muted text-xs">
        {problems.length === 0
          ? 'No problems'
          : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`}
      </p>
      <ul className="pb-2">
        {problems.map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.code}:${problem.message}`}>
            <button
              type="button"
              onClick={() => onPick(problem.line, problem.column)}
              className="flex w-full items-start gap-2 px-4 py-1 text-left hover:bg-wash focus-visible:-outline-offset-2"
            >
              {problem.severity === 'error' ? (
                <CircleX aria-label="Error" className="mt-0.5 size-4 shrink-0 text-failed" />
              ) : (
                <TriangleAlert aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-stopped" />
              )}
              <span className="min-w-0 flex-1 text-pretty">{problem.message}</span>
              <span className="shrink-0 text-faint">
                {problem.line}:{problem.column}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
