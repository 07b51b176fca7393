import { nameSimilarity, nameTokens } from '../../automation/name-similarity';
import type { RecordedTarget, RecordingNote } from '../recording';
import { freeName, inputName, isSameName, secretName } from './field-name';
import { guessInput } from './input-type';
import { literalText } from './literal-text';
import type { Sample, SampleColumn } from './sample';

export interface ChosenInput {
  readonly type: string;
  readonly title?: string;
  readonly format?: string;
  /** What was typed, to show what the input is about. */
  readonly recorded: string | null;
}

/** Shorter texts stand anywhere by chance. */
const MIN_PHRASE = 3;
const REPEATED_FIELD = /repeat|confirm|again|re-?enter|retype|verify|wiederhol|bestätig|repet|nochmal/i;

interface Known {
  readonly value: string;
  readonly template: string;
}

/** Decides what of a recording differs from row to row, and names it. */
export class InputChooser {
  readonly inputs = new Map<string, ChosenInput>();
  /** Name -> the value that must not be written anywhere. */
  readonly secrets = new Map<string, string>();
  readonly notes: RecordingNote[] = [];
  readonly #sample: Sample | null;
  readonly #known: Known[] = [];
  readonly #byField = new Map<string, string>();

  constructor(sample: Sample | null) {
    this.#sample = sample;
  }

  /** What is to be entered into a field: a template, or the recorded text where it is the same for every row. */
  field(target: RecordedTarget, value: string, line: number, type?: 'file'): string {
    if (value === '') return '';
    const column = this.#columnOf(target, value, line);
    if (target.isPassword && !column) return this.#secret(target, value, line);
    if (this.#sample && !column && type === undefined) return literalText(value);
    const place = `${target.key}\n${value}`;
    const known = this.#byField.get(place) ?? this.#repeated(target, value);
    if (known !== undefined) return known;
    const template = column
      ? this.#fromColumn(column, target.isPassword)
      : this.#fromField(target, value, type);
    this.#byField.set(place, template);
    if (!target.isPassword) this.#known.push({ value, template });
    return template;
  }

  /** Words of the page. Where they are, or name, what a row brings, they are taken from the row. */
  words(text: string): string {
    const column = this.#sample?.find(
      ({ cell }) => cell.trim().length >= MIN_PHRASE && cell.trim() === text.trim(),
    );
    if (column) return this.#fromColumn(column, false);
    const known = this.#known
      .filter(({ value }) => value.length >= MIN_PHRASE && isWithin(text, value))
      .sort((a, b) => b.value.length - a.value.length)[0];
    if (!known) return literalText(text);
    const at = text.indexOf(known.value);
    const [before, after] = [text.slice(0, at), text.slice(at + known.value.length)];
    return `${literalText(before)}${known.template}${literalText(after)}`;
  }

  /** A part of an address, decoded. Null when it is the same for every row. */
  part(text: string): string | null {
    const column = this.#sample?.find(({ cell }) => cell.trim().length >= MIN_PHRASE && cell.trim() === text);
    const template = column
      ? this.#fromColumn(column, false)
      : this.#known.find(({ value }) => value === text)?.template;
    if (template === undefined || text.length < MIN_PHRASE) return null;
    return template.replace(/ ?}}$/, ' | urlencode }}');
  }

  #columnOf(target: RecordedTarget, value: string, line: number): SampleColumn | null {
    const typed = value.trim();
    const found = (this.#sample ?? []).filter(({ cell }) => cell.trim() === typed && typed !== '');
    const [first, second] = found.sort((a, b) => similarity(target, b) - similarity(target, a));
    if (first && second && similarity(target, first) === similarity(target, second)) {
      const headers = found.map(({ header }) => header).join(', ');
      this.#warn(
        'sample_ambiguous',
        `Several columns have the text of this field: ${headers}. ${first.header} was taken.`,
        line,
      );
    }
    return first ?? null;
  }

  #fromColumn(column: SampleColumn, isPassword: boolean): string {
    const made = [...this.inputs].find(([, { title }]) => title === column.header);
    const name = made?.[0] ?? inputName(column.header) ?? 'column';
    const isOwn = made !== undefined || (this.inputs.get(name)?.title ?? '') === column.header;
    const free = isOwn ? name : freeName(name, (one) => this.inputs.has(one));
    const guess = guessInput(column.cell.trim(), column);
    const type = isPassword ? 'secret' : guess.type;
    const filter = isPassword ? '' : guess.filter;
    this.inputs.set(free, {
      type,
      title: column.header,
      recorded: null,
      ...(guess.format && !isPassword && { format: guess.format }),
    });
    return `{{ ${free}${filter} }}`;
  }

  #fromField({ names, isPassword }: RecordedTarget, value: string, type?: 'file'): string {
    const called = names.find((name) => inputName(name) !== null);
    const wanted = (called && inputName(called)) || 'value';
    const name = freeName(wanted, (one) => this.inputs.has(one));
    const title = called === undefined || isSameName(called, name) ? undefined : called;
    const guess = guessInput(value, null);
    this.inputs.set(name, {
      type: type ?? guess.type,
      ...(title !== undefined && title.length <= 200 && { title }),
      recorded: isPassword ? null : value,
    });
    return `{{ ${name} }}`;
  }

  #secret({ names }: RecordedTarget, value: string, line: number): string {
    const same = [...this.secrets].find(([, one]) => one === value)?.[0];
    const wanted = secretName(names[0] ?? 'password');
    const name = same ?? freeName(wanted, (one) => this.secrets.has(one));
    if (same === undefined) {
      this.secrets.set(name, value);
      const message = `What was typed here is not written down. Set it: furrow secret set ${name} (or Settings, Secrets).`;
      this.#warn('secret_needed', message, line);
    }
    return `{{ secret.${name} }}`;
  }

  /** A field that asks for the same once more. */
  #repeated({ names }: RecordedTarget, value: string): string | undefined {
    if (!names.some((name) => REPEATED_FIELD.test(name))) return undefined;
    return this.#known.find((known) => known.value === value)?.template;
  }

  #warn(code: string, message: string, line: number): void {
    this.notes.push({ severity: 'warning', code, message, line });
  }
}

function similarity({ names }: RecordedTarget, { header }: SampleColumn): number {
  return Math.max(0, ...names.map((name) => nameSimilarity(nameTokens(name), nameTokens(header))));
}

/** Whether a text has another as whole words. */
function isWithin(text: string, value: string): boolean {
  const at = text.indexOf(value);
  if (at < 0) return false;
  const [before = '', after = ''] = [text[at - 1], text[at + value.length]];
  return !/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after);
}
