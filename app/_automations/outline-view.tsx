import type { ReactNode } from 'react';
import { Badge } from '@/app/_components/ui/badge';
import type { AutomationCheckJson } from '@/lib/domain/wire/automation-check';

type Outline = NonNullable<AutomationCheckJson['automation']>;

/** What an automation does, needs and gives, in words. */
export function OutlineView({ automation }: { automation: Outline | null }) {
  if (!automation) {
    return (
      <Part title="What it does">
        <p className="text-muted">
          The text has problems. They must be solved before it can be read as steps.
        </p>
      </Part>
    );
  }
  return (
    <>
      <Part title="What it does" note={`for each row, at ${automation.base_url}`}>
        <Steps steps={automation.steps} />
      </Part>
      <Part title="Inputs" note="what a row brings">
        {Object.keys(automation.inputs).length === 0 ? (
          <p className="text-muted">None.</p>
        ) : (
          <Inputs inputs={automation.inputs} />
        )}
      </Part>
      <Part title="Outputs" note="what a row gives back">
        {Object.keys(automation.outputs).length === 0 ? (
          <p className="text-muted">None.</p>
        ) : (
          <Outputs outputs={automation.outputs} />
        )}
      </Part>
    </>
  );
}

export function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold">
        {title} {note ? <span className="break-all font-normal text-faint text-xs">{note}</span> : null}
      </h2>
      {children}
    </section>
  );
}

function Steps({ steps }: Pick<Outline, 'steps'>) {
  return (
    <ol className="flex flex-col gap-1.5">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place.
        <li key={index} className="flex gap-3">
          <span aria-hidden className="w-5 shrink-0 text-right text-faint">
            {index + 1}
          </span>
          <span className="min-w-0 break-words" style={{ paddingInlineStart: `${step.depth * 20}px` }}>
            {step.words}
            {step.commit ? (
              <Badge tone="warning" className="ml-2">
                submits
              </Badge>
            ) : null}
            {step.optional ? <Badge className="ml-2">optional</Badge> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Inputs({ inputs }: Pick<Outline, 'inputs'>) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
      {Object.entries(inputs).map(([name, input]) => (
        <div key={name} className="contents">
          <dt className="break-all font-mono text-xs leading-5">{name}</dt>
          <dd className="text-muted">
            {input.type}
            {input.required ? '' : ', optional'}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Outputs({ outputs }: Pick<Outline, 'outputs'>) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
      {Object.entries(outputs).map(([name, output]) => (
        <div key={name} className="contents">
          <dt className="break-all font-mono text-xs leading-5">{name}</dt>
          <dd className="text-muted">{output.type}</dd>
        </div>
      ))}
    </dl>
  );
}
