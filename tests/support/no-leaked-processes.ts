import { afterAll } from 'vitest';

// A child process that a test file forgets would survive it, keep a port, and make another test fail somewhere else.
afterAll(async () => {
  for (let look = 0; look < 40 && countChildren() > 0; look++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const count = countChildren();
  if (count > 0) throw new Error(`The test file left ${count} child processes running.`);
});

function countChildren(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}
