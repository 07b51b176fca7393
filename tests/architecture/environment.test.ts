import { expect, it } from 'vitest';
import { findLines, readSources } from './sources';

// Plain JavaScript that runs before TypeScript can, and tests, which set what a process is given.
const exceptions = ['prisma/generate.mjs', 'supervisor/end-with-parent.mjs', 'tests/'];

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
