import { expect, it } from 'vitest';
import { personName } from '@/lib/domain/account';

it.each([
  ['Ina Berg', 'ina@example.com', 'Ina Berg'],
  [' Ina\u0000\r\nBerg\u202E ', 'ina@example.com', 'Ina Berg'],
  ['', 'ina.berg@example.com', 'ina.berg'],
  [undefined, 'ina@example.com', 'ina'],
  [{ a: 1 }, 'ina@example.com', 'ina'],
  ['x'.repeat(200), '', 'x'.repeat(100)],
])('calls %j of %s %j', (name, email, expected) => {
  expect(personName(name, email)).toBe(expected);
});
