import type { InputSpec, InputType } from '../../automation/input-spec';
import { checkInput } from '../../automation/inputs';
import type { SampleColumn } from './sample';

export interface GuessedInput {
  readonly type: InputType;
  /** Filters that give the text back as it was typed. */
  readonly filter: string;
  readonly format?: string;
}

const TEXT: GuessedInput = { type: 'string', filter: '' };
/** Types that are told from a single value. */
const CLEAR: readonly InputType[] = ['email', 'url'];
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What kind of input a typed value comes from. A type is taken only when it gives the value back exactly as it was
 * typed: what the site got is what it will get.
 * @param column of the sample, with what all of its cells say
 */
export function guessInput(value: string, column: SampleColumn | null): GuessedInput {
  if (!column) {
    const type = ISO_DATE.test(value) ? 'date' : CLEAR.find((one) => givesBack(one, value));
    return type !== undefined && givesBack(type, value) ? { type, filter: '' } : TEXT;
  }
  const { type } = column;
  if (type === 'empty' || type === 'string') return TEXT;
  if (givesBack(type, value)) return { type, filter: '' };
  const isDayAndMonth = column.format === 'dd/MM/yyyy' || column.format === 'MM/dd/yyyy';
  if (type === 'date' && isDayAndMonth && column.format && /^\d{2}\/\d{2}\/\d{4}$/.test(value)) {
    return { type, filter: ` | date("${column.format}")`, format: column.format };
  }
  return TEXT;
}

function givesBack(type: InputType, value: string): boolean {
  const spec: InputSpec = { type, required: true };
  const verdict = checkInput(spec, value);
  return verdict.ok && verdict.value === value;
}
