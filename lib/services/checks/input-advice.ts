import type { InputProblemCode } from '../../automation/input-readers';

/** Exhaustive by type: a code without advice does not compile. */
const ADVICE: Readonly<Record<InputProblemCode, string>> = {
  input_missing: 'Fill the cell, drop the row, or bind the input to another column.',
  type_invalid: 'Correct the cell, drop the row, or bind the input to another column.',
  number_ambiguous: 'Choose how the column writes decimals, or write the number as 1234.5.',
  date_ambiguous: 'Choose the order of day and month for the column, or write the date as 2026-12-31.',
  pattern_mismatch: 'Correct the cell so that all of it has the form the automation asks for.',
  too_small: 'Correct the cell, or drop the row.',
  too_large: 'Correct the cell, or drop the row.',
  input_unknown: 'Correct the name of the value in the command, or take it away.',
  not_in_values: 'Write one of the allowed values, exactly as they are spelled.',
};

/** What a person can do about a cell that an input does not take. */
export function inputAdvice(code: InputProblemCode): string {
  return ADVICE[code];
}
