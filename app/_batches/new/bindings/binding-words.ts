import type { SelectOption } from '@/app/_components/ui/select';
import type { CheckJson } from '@/lib/domain/wire/check';
import type { PlanJson } from '@/lib/domain/wire/plan';
import { percentOf } from '../../format';

type InputBinding = PlanJson['inputs'][number];

/** Values of the select are columns by position, so that no header can be mistaken for another choice. */
export const CONSTANT = 'constant';

/** Columns with a similar name first, then all of them in the file's order, then one text for all rows. */
export function bindingOptions(
  headers: readonly string[],
  candidates: InputBinding['candidates'],
): SelectOption<string>[] {
  const similar = new Map(candidates.map(({ column, confidence }) => [column, confidence]));
  const columns = headers.map((header, column) => {
    const confidence = similar.get(column);
    return {
      value: String(column),
      label: header || `column ${column + 1}, without a name`,
      ...(confidence === undefined ? {} : { description: `similar name, ${percentOf(confidence, 1)} %` }),
    };
  });
  const isSimilar = ({ value }: { value: string }) => similar.has(Number(value));
  return [
    ...columns.filter(isSimilar),
    ...columns.filter((option) => !isSimilar(option)),
    { value: CONSTANT, label: 'The same text for all rows' },
  ];
}

/** How an input came to its column, where that is worth a look; null when the names are the same. */
export function sourceText({
  source,
  confidence,
}: Pick<InputBinding, 'source' | 'confidence'>): { text: string; isGuess: boolean } | null {
  if (source === 'remembered') return { text: 'as last time', isGuess: false };
  if (source === 'fuzzy') return { text: `similar name, ${percentOf(confidence ?? 0, 1)} %`, isGuess: true };
  return null;
}

/** Column position -> titles of the inputs that it feeds. */
export function inputsByColumn(plan: PlanJson | undefined): ReadonlyMap<number, readonly string[]> {
  const inputs = new Map<number, string[]>();
  for (const { binding, title } of plan?.inputs ?? []) {
    if (!binding || 'constant' in binding) continue;
    inputs.set(binding.column, [...(inputs.get(binding.column) ?? []), title]);
  }
  return inputs;
}

/** Input -> how the check read its column, in words. */
export function readingsByInput(check: CheckJson | undefined): ReadonlyMap<string, string> {
  return new Map(check?.readings.map(({ input, message }) => [input, message]));
}
