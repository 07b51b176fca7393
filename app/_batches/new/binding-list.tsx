'use client';

import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import type { InputChoice } from './automation-choice';
import type { BindingChoice, BindingChoices } from './batch-draft';

interface BindingListProps {
  readonly inputs: readonly InputChoice[];
  readonly headers: readonly string[];
  readonly firstRow: readonly string[];
  readonly bindings: BindingChoices;
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

/** Values of the select are columns by position, so that no header can be mistaken for another choice. */
const CONSTANT = 'constant';

type BindingLineProps = Omit<BindingListProps, 'inputs'> & { readonly input: InputChoice };

function BindingLine({ input, headers, firstRow, bindings, onBind }: BindingLineProps) {
  const choice = bindings[input.name];
  const column = choice && 'header' in choice ? headers.indexOf(choice.header) : -1;
  const constant = choice && 'constant' in choice ? choice.constant : null;
  const isMissing = input.isRequired && !choice;
  const options = [
    ...headers.map((header, position) => ({ value: String(position), label: header })),
    { value: CONSTANT, label: 'The same text for all rows' },
  ];
  const choose = (value: string) =>
    onBind(input.name, value === CONSTANT ? { constant: '' } : { header: headers[Number(value)] ?? '' });
  return (
    <li className="grid grid-cols-2 items-start gap-x-4 py-2">
      <div className="min-w-0 py-1">
        <p className="font-medium [overflow-wrap:anywhere]">{input.title}</p>
        <p className="text-muted text-xs">
          {input.type}
          {!input.isRequired && (input.hasDefault ? ' · has a default' : ' · optional')}
        </p>
      </div>
      <div className="grid min-w-0 gap-1">
        <Select
          aria-label={`${input.title} comes from`}
          aria-invalid={isMissing || undefined}
          options={options}
          value={constant === null ? (column < 0 ? undefined : String(column)) : CONSTANT}
          onValueChange={choose}
          placeholder={input.isRequired ? 'Choose a column' : 'Nothing'}
        />
        {constant !== null && (
          <Input
            aria-label={`Text for ${input.title}`}
            placeholder="Text for all rows"
            value={constant}
            onChange={(event) => onBind(input.name, { constant: event.target.value })}
          />
        )}
        {column >= 0 && (
          <p className="truncate font-mono text-muted text-xs" title={firstRow[column]}>
            {firstRow[column] || 'empty in row 1'}
          </p>
        )}
        {isMissing && <p className="text-danger text-xs">Needed, and no column has this name.</p>}
      </div>
    </li>
  );
}
