import { fileURLToPath } from 'node:url';
import { startChild } from '../../../supervisor/managed-child';

/** A supervisor of its own with one child, to be killed by the test. */
startChild({
  name: 'child',
  args: [fileURLToPath(new URL('child-program.mjs', import.meta.url)), 'stay'],
  env: process.env,
  stopWithinMs: 1000,
  log: (line) => process.send?.(line),
});
