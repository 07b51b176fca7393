import { expect, it } from 'vitest';
import { localPath } from '@/app/_account/local-path';

it.each([
  ['/batches/1?status=failed#row-3', '/batches/1?status=failed#row-3'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/x', '/'],
  ['/\\elsewhere.example', '/'],
  ['/..//elsewhere.example/x', '/'],
  ['/.//elsewhere.example', '/'],
  ['/a/%2e%2e//elsewhere.example', '/'],
  ['/a//b', '/a//b'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('sends %j after signing in to %j', (next, path) => {
  expect(localPath(next)).toBe(path);
});
