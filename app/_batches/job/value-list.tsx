import { CopyButton } from '@/app/_components/ui/copy-button';
import type { Bindings } from '@/lib/domain/bindings';
import { valueText } from '../format';

interface ValueListProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  /** Marks the columns that the automation uses with the name of the input. */
  readonly bindings?: Bindings;
  readonly emptyText?: string;
}

/** Names and values, in the order of the file or the automation. */
export function ValueList({ title, names, values, bindings, emptyText }: ValueListProps) {
  const inputOf = inputsByHeader(bindings ?? {});
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-1 font-medium">{title}</h2>
      {names.length === 0 ? (
        <p className="border-line border-t py-1.5 text-muted">{emptyText}</p>
      ) : (
        <dl className="divide-y divide-line border-line border-y">
          {names.map((name) => (
            <Value key={name} name={name} value={valueText(values[name])} input={inputOf.get(name)} />
          ))}
        </dl>
      )}
    </section>
  );
}

/** The automation's input that each bound column feeds. */
export function inputsByHeader(bindings: Bindings): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(bindings).flatMap(([input, binding]) =>
      'column' in binding ? [[binding.header, input]] : [],
    ),
  );
}

function Value({ name, value, input }: { name: string; value: string; input: string | undefined }) {
  const isLinked = input !== undefined && input !== name;
  return (
    <div className="group grid grid-cols-[minmax(96px,34%)_1fr_auto] items-start gap-x-3">
      <dt className="py-1.5 text-muted [overflow-wrap:anywhere]">
        {name}
        {isLinked && <span className="block text-faint text-xs">as {input}</span>}
      </dt>
      <dd className="whitespace-pre-wrap py-1.5 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
        {value}
      </dd>
      <dd className="py-0.5 opacity-0 focus-within:opacity-100 group-hover:opacity-100">
        <CopyButton text={value} what={name} />
      </dd>
    </div>
  );
}
