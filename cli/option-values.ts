import { InvalidArgumentError } from 'commander';
import type { BindingChoices } from '../lib/domain/bindings';

/** A number as text; bounds are the business of the verb that gets it. */
export function parseNumber(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError(`"${text}" is no number.`);
  return value;
}

export function parseCount(text: string): number {
  const value = parseNumber(text);
  if (Number.isInteger(value) && value >= 1 && value < 2 ** 31) return value;
  throw new InvalidArgumentError(`"${text}" is no whole number from 1 on.`);
}

/** `5%` or `5` -> 0.05 */
export function parsePercent(text: string): number {
  const value = parseNumber(text.replace(/%$/, ''));
  if (value >= 0 && value <= 100) return value / 100;
  throw new InvalidArgumentError(`"${text}" is no percentage from 0% to 100%.`);
}

/** Collects `name=value` of a repeatable option; the value may hold further `=`. */
export function collectPair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`"${text}" must be name=value.`);
  const name = text.slice(0, at).trim();
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`${name} is given twice.`);
  return { ...before, [name]: text.slice(at + 1) };
}

/** What `--map` says: `input=column`, or `input==text` for the same text in all rows. */
export function toBindingChoices(map: Readonly<Record<string, string>>): BindingChoices {
  const choices = Object.entries(map).map(([input, source]) => [
    input,
    source.startsWith('=') ? { constant: source.slice(1) } : source,
  ]);
  return Object.fromEntries(choices);
}

/** `3,7,10-12` (row numbers, 1-based) -> row indexes in ascending order. */
export function parseRows(text: string): number[] {
  const indexes = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to = from] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    const first = Number(from);
    const last = Number(to);
    if (!(first >= 1 && last >= first && last < 2 ** 31 && last - first < 1_000_000)) {
      throw new InvalidArgumentError(`"${text}" must be row numbers from 1 on, for example 3,7,10-12.`);
    }
    for (let row = first; row <= last; row += 1) indexes.add(row - 1);
  }
  return [...indexes].sort((a, b) => a - b);
}

export function parseList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `30m`, `12h`, `7d`, `2w` -> seconds */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d+)([mhdw])$/.exec(text.trim()) ?? [];
  const seconds = Number(count) * (UNIT_SECONDS[unit] ?? Number.NaN);
  if (seconds > 0 && seconds <= 10 * 365 * 86_400) return seconds;
  throw new InvalidArgumentError(`"${text}" must be a duration such as 30m, 12h, 7d or 2w.`);
}
