'use client';

import { Badge } from '@/app/_components/ui/badge';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import type { BindingChoices } from '@/lib/domain/bindings';
import type { PlanJson } from '@/lib/domain/wire/plan';
import { bindingOptions, CONSTANT, sourceText } from './binding-words';

type InputBinding = PlanJson['inputs'][number];
type BindingChoice = BindingChoices[string];

interface BindingListProps {
  readonly inputs: readonly InputBinding[];
  readonly headers: readonly string[];
  /** What a person typed; the plan follows a moment later. */
  readonly chosen: BindingChoices;
  /** Input -> how its column is read, where its cells told so: "read with decimal commas because row 3 says ...". */
  readonly readings: ReadonlyMap<string, string>;
  readonly onBind: (input: string, choice: BindingChoice) => void;
}

/** What each input of the automation is given. */
export function BindingList({ inputs, ...rest }: BindingListProps) {
  if (inputs.length === 0) return <p className="text-muted">This automation takes nothing from the row.</p>;
  return (
    <div>
      <div aria-hidden className="grid grid-cols-2 gap-x-4 pb-1 text-faint text-xs">
        <span>input</span>
        <span>comes from</span>
      </div>
      <ul className="divide-y divide-line border-line border-y">
        {inputs.map((input) => (
          <BindingLine key={input.name} input={input} {...rest} />
        ))}
      </ul>
    </div>
  );
}

type BindingLineProps = Omit<BindingListProps, 'inputs'> & { readonly input: InputBinding };

function BindingLine({ input, headers, chosen, readings, onBind }: BindingLineProps) {
  const { name, title, type, required, binding, samples } = input;
  const choice = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
  const constant = constantOf(choice) ?? constantOf(binding);
  const column = choice !== undefined ? columnOf(choice) : columnOf(binding);
  const isMissing = required && constant === null && column === null;
  const source = sourceText(input);
  const reading = readings.get(name);
  const select = (value: string) =>
    onBind(name, value === CONSTANT ? { constant: '' } : { column: Number(value) });
  return (
    <li className="grid grid-cols-2 items-start gap-x-4 py-2">
      <div className="min-w-0 py-1">
        <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
        <p className="text-muted text-xs">
          {type}
          {input.default !== null ? ` · ${input.default} when empty` : required ? '' : ' · optional'}
        </p>
        {source !== null && (
          <Badge tone={source.isGuess ? 'warning' : 'neutral'} className="mt-1">
            {source.text}
          </Badge>
        )}
      </div>
      <div className="grid min-w-0 gap-1">
        <Select
          aria-label={`${title} comes from`}
          aria-invalid={isMissing || undefined}
          options={bindingOptions(headers, input.candidates)}
          value={constant !== null ? CONSTANT : column === null ? undefined : String(column)}
          onValueChange={select}
          placeholder={required ? 'Choose a column' : 'Nothing'}
        />
        {constant !== null && (
          <Input
            aria-label={`Text for ${title}`}
            placeholder="Text for all rows"
            value={constant}
            onChange={(event) => onBind(name, { constant: event.target.value })}
          />
        )}
        {constant === null && column !== null && <Samples values={samples} />}
        {reading !== undefined && <p className="text-pretty text-muted text-xs">{reading}</p>}
        {isMissing && <p className="text-danger text-xs">Needed, and no column has a name like it.</p>}
      </div>
    </li>
  );
}

function Samples({ values }: { values: readonly string[] }) {
  if (values.length === 0) return <p className="text-faint text-xs">empty in the first rows</p>;
  const text = values.join(' · ');
  return (
    <p className="truncate font-mono text-muted text-xs" title={text}>
      {text}
    </p>
  );
}

function constantOf(choice: BindingChoice | InputBinding['binding'] | undefined): string | null {
  return typeof choice === 'object' && choice !== null && 'constant' in choice ? choice.constant : null;
}

function columnOf(choice: BindingChoice | InputBinding['binding'] | undefined): number | null {
  return typeof choice === 'object' && choice !== null && 'column' in choice ? choice.column : null;
}
