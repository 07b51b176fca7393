import { expect, it } from 'vitest';
import { findLines, readSources } from './sources';

// Plain JavaScript that runs before TypeScript can, tests, which set what a process is given, and the configuration of
// another test runner, which is told its rows in no other way.
const exceptions = [
  'prisma/generate.mjs',
  'supervisor/end-with-parent.mjs',
  'tests/',
  'bench/run/peers/playwright-test/read-rows.mjs',
];

it('reads the environment in lib/config only', () => {
  const files = readSources().filter(
    ({ path }) =>
      !path.startsWith('lib/config/') && !exceptions.some((exception) => path.startsWith(exception)),
  );
  expect(
    findLines(files, /process\.env\b/),
    'process.env is read here. Add the key to lib/config/env-keys.ts and call readEnvironment(), or childEnvironment() for a child process.',
  ).toEqual([]);
});
