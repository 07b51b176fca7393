import type { Bindings, Reading } from '../domain/bindings';
import { readDateText, toIsoDate } from './date-text';
import { bad, good, INPUT_READERS, type InputProblemCode, type Verdict } from './input-readers';
import type { InputSpec, InputType } from './input-spec';
import { compilePattern, type Pattern } from './pattern';

/** What is wrong with one input of a row. The message never repeats the cell. */
export interface InputProblem {
  readonly input: string;
  readonly code: InputProblemCode;
  readonly message: string;
}

export interface CheckedInputs {
  /** Every declared input whose text is usable: the default where the cell is empty, else empty when optional. */
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly InputProblem[];
}

/** Checks texts that do not come from one column each. @param texts input name -> text; a missing name counts as empty */
export function checkInputs(
  inputs: Readonly<Record<string, InputSpec>>,
  texts: ReadonlyMap<string, string>,
): CheckedInputs {
  return checkEach(inputs, (input, spec) => checkInput(spec, texts.get(input) ?? ''));
}

/**
 * Checks one row's cells as they are bound. Text stays as in the cell for string and secret; other types lose
 * surrounding space. What has more than one reading leaves in one that has not: numbers with a dot before the decimals
 * (number-text.ts), dates that need an order or a format as `yyyy-MM-dd`, booleans as `true`/`false`.
 */
export function checkCells(
  inputs: Readonly<Record<string, InputSpec>>,
  bindings: Bindings,
  cells: readonly string[],
): CheckedInputs {
  return checkEach(inputs, (input, spec) => checkBound(spec, bindings[input], cells));
}

function checkEach(
  inputs: Readonly<Record<string, InputSpec>>,
  check: (input: string, spec: InputSpec) => Verdict,
): CheckedInputs {
  const checked = new Map<string, string>();
  const problems: InputProblem[] = [];
  for (const [input, spec] of Object.entries(inputs)) {
    const verdict = check(input, spec);
    if (verdict.ok) checked.set(input, verdict.value);
    else problems.push({ input, code: verdict.code, message: verdict.message });
  }
  return { values: checked, problems };
}

function checkBound(
  spec: InputSpec,
  binding: Bindings[string] | undefined,
  cells: readonly string[],
): Verdict {
  if (!binding) return checkInput(spec, '');
  if ('constant' in binding) return checkInput(spec, binding.constant);
  return checkInput(spec, cells[binding.column] ?? '', binding.reading);
}

/**
 * Checks one text; a cell of nothing but white space counts as empty.
 * @param reading how the column's numbers or dates are written, where the input does not say it itself.
 */
export function checkInput(spec: InputSpec, cell: string, reading?: Reading): Verdict {
  if (cell.trim() !== '') return checkText(spec, cell, reading);
  if (spec.default !== undefined) return checkText(spec, spec.default, 'plain');
  return spec.required ? bad('input_missing', 'is empty, but the automation needs it') : good('');
}

function checkText(spec: InputSpec, source: string, reading: Reading | 'plain' | undefined): Verdict {
  const read = INPUT_READERS[spec.type](source, spec, reading);
  if (!read.ok) return read;
  const outside = checkBounds(spec, read.value);
  if (outside) return outside;
  if (spec.pattern !== undefined && !patternOf(spec, spec.pattern).matches(read.value)) {
    return bad('pattern_mismatch', `does not match the pattern ${spec.pattern}`);
  }
  return read;
}

function checkBounds(spec: InputSpec, value: string): Verdict | null {
  const { min, max } = spec;
  if (min === undefined && max === undefined) return null;
  const size = sizeOf(spec.type, value);
  const unit = size.isLength ? ' characters' : '';
  if (min !== undefined && size.value < min) return bad('too_small', `is below the minimum of ${min}${unit}`);
  if (max !== undefined && size.value > max) return bad('too_large', `is above the maximum of ${max}${unit}`);
  return null;
}

function sizeOf(type: InputType, value: string): { value: number | string; isLength: boolean } {
  if (type === 'number' || type === 'integer') return { value: Number(value), isLength: false };
  const date = type === 'date' ? readDateText(value) : null;
  return date
    ? { value: toIsoDate(date), isLength: false }
    : { value: Array.from(value).length, isLength: true };
}

/** A file has millions of cells and a handful of patterns. */
const patterns = new WeakMap<InputSpec, Pattern>();

function patternOf(spec: InputSpec, source: string): Pattern {
  const known = patterns.get(spec);
  if (known) return known;
  const compiled = compilePattern(source);
  patterns.set(spec, compiled);
  return compiled;
}
