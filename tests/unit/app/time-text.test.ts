import { expect, it } from 'vitest';
import { relativeTime } from '@/app/_components/time-text';

const now = Date.parse('2026-05-20T12:00:00Z');

it.each([
  ['2026-05-20T11:59:30Z', 'just now'],
  ['2026-05-20T11:48:00Z', '12 min ago'],
  ['2026-05-20T09:00:00Z', /^3 hr?\.? ago$/],
  ['2026-05-19T11:00:00Z', 'yesterday'],
  ['2026-05-20T12:30:00Z', 'in 30 min'],
  ['2026-03-01T12:00:00Z', '1 Mar 2026'],
])('tells %s as %s', (at, text) => {
  expect(relativeTime(at, now)).toMatch(text);
});
