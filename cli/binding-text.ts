import type { InputBinding } from '../lib/automation/bind-inputs';

const FOUND = {
  chosen: 'as you chose',
  remembered: 'as the last time',
  exact: 'same name',
  normalised: 'same name',
  fuzzy: 'similar name',
} as const;

/** An input, what feeds it, and how that was found, as cells of a table. */
export function bindingCells({ input, binding, source, confidence }: InputBinding): string[] {
  if (!binding || !source) return [input, 'nothing', ''];
  const from = 'column' in binding ? `column "${binding.header}"` : `always "${binding.constant}"`;
  const sure = source === 'fuzzy' ? `, ${Math.round((confidence ?? 0) * 100)} % sure` : '';
  return [input, from, `${FOUND[source]}${sure}`];
}

/** What to do about a required input without a source. */
export function unboundText(input: string): string {
  return `${input} needs a column or a text: --map ${input}="column", or --map ${input}==text`;
}

/** Lines about inputs that are fed by guess: worth a look before a batch runs. */
export function guessedBindings(inputs: readonly InputBinding[]): string[] {
  const guessed = inputs.filter(({ source }) => source === 'fuzzy');
  return guessed.map((bound) => {
    const [input, from, found] = bindingCells(bound);
    return `${input} comes from ${from} (${found}); --map ${input}=column says otherwise`;
  });
}
