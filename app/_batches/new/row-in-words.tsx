import type { AutomationChoice } from './automation-choice';
import type { BindingChoices } from './batch-draft';

interface RowInWordsProps {
  readonly automation: AutomationChoice;
  readonly bindings: BindingChoices;
  readonly headers: readonly string[];
  readonly firstRow: readonly string[];
}

/** What the automation will do for row 1, step by step, with that row's values. */
export function RowInWords({ automation, bindings, headers, firstRow }: RowInWordsProps) {
  const cellOf = (input: string): string | null => {
    const choice = bindings[input];
    if (!choice) return null;
    return 'constant' in choice ? choice.constant : (firstRow[headers.indexOf(choice.header)] ?? '');
  };
  return (
    <section aria-labelledby="row-in-words" className="min-w-0">
      <h2 id="row-in-words" className="font-medium">
        What happens for row 1
      </h2>
      <ol className="mt-1 divide-y divide-line border-line border-y">
        {automation.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are their position.
          <li key={index} className="grid grid-cols-[2rem_1fr] py-1.5">
            <span className="text-faint">{index + 1}</span>
            <span className="[overflow-wrap:anywhere]">
              <StepWords step={step} cellOf={cellOf} />
            </span>
          </li>
        ))}
      </ol>
      {automation.effect === 'submit' && (
        <p className="mt-2 text-muted">
          This automation submits something. A row that passed the submitting step is never run again by
          itself.
        </p>
      )}
    </section>
  );
}

const LOOK_UP = /(\{\{.*?\}\})/;

/** The step's words with the values of the row in place of its look-ups; what is not known yet stays as a name. */
function StepWords({ step, cellOf }: { step: string; cellOf: (input: string) => string | null }) {
  return step.split(LOOK_UP).map((part, index) => {
    const input = /^\{\{\s*([\p{L}_][\p{L}\p{N}_]*)/u.exec(part)?.[1];
    if (input === undefined) return part;
    const value = cellOf(input);
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence are their position.
        key={index}
        className={`rounded-sm px-1 font-mono text-xs ${value === null ? 'bg-wash text-faint' : 'bg-wash'}`}
      >
        {value === null ? input : value || 'empty'}
      </span>
    );
  });
}
