import { describe, expect, it } from 'vitest';
import {
  collectPair,
  parseCount,
  parseDuration,
  parsePercent,
  parseRows,
  toBindingChoices,
} from '@/cli/option-values';

describe('row numbers', () => {
  it('are 1-based outside and 0-based inside, in order and without repeats', () => {
    expect(parseRows('7,3')).toEqual([2, 6]);
    expect(parseRows('10-12, 11')).toEqual([9, 10, 11]);
  });

  it.each(['0', '', '3,', 'three', '5-4', '1-99999999', '-3'])('refuses "%s"', (text) => {
    expect(() => parseRows(text)).toThrow(/row numbers from 1 on/);
  });
});

describe('a percentage', () => {
  it.each([
    ['5%', 0.05],
    ['5', 0.05],
    ['0%', 0],
    ['12.5%', 0.125],
    ['100%', 1],
  ])('%s is the share %d', (text, share) => {
    expect(parsePercent(text)).toBe(share);
  });

  it.each(['-1%', '101%', '5%%', 'half', '%'])('refuses "%s"', (text) => {
    expect(() => parsePercent(text)).toThrow();
  });
});

describe('a duration', () => {
  it.each([
    ['30m', 1800],
    ['12h', 43_200],
    ['7d', 604_800],
    ['2w', 1_209_600],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['7', '0d', 'd', '7 days', '-1d', '99999d'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow(/duration such as/);
  });
});

describe('name=value', () => {
  it('keeps further equal signs and collects', () => {
    expect(collectPair('a=b=c', { x: 'y' })).toEqual({ x: 'y', a: 'b=c' });
    expect(collectPair('empty=', {})).toEqual({ empty: '' });
    expect(collectPair('constructor=x', {})).toEqual({ constructor: 'x' });
  });

  it.each(['novalue', '=x'])('refuses "%s"', (text) => {
    expect(() => collectPair(text, {})).toThrow(/must be name=value/);
  });

  it('refuses a name that is given twice', () => {
    expect(() => collectPair('a=2', { a: '1' })).toThrow(/twice/);
  });
});

it.each(['0', '1.5', '-2', 'x', ''])('a count is no "%s"', (text) => {
  expect(() => parseCount(text)).toThrow();
});

it('--map names a column, or after == the same text for all rows', () => {
  const map = ['a=Order no', 'b==DE', 'c==', 'd===x'].reduce((pairs, text) => collectPair(text, pairs), {});
  expect(toBindingChoices(map)).toEqual({
    a: 'Order no',
    b: { constant: 'DE' },
    c: { constant: '' },
    d: { constant: '=x' },
  });
});
