import { expect, it } from 'vitest';
import { listedFaults } from '../support/faults/count-faults';
import { readSources } from './sources';

/** Ids at the beginning of the titles of tests that `npm test` runs. */
function testedFaults(): string[] {
  return readSources(['tests/integration/faults', 'tests/e2e']).flatMap(({ text }) =>
    [...text.matchAll(/^(?:it|test)\('([FI]\d+) /gm)].map(([, id]) => id ?? ''),
  );
}

it('every fault and injection point of docs/reliability.md is one test, and none is missing there', () => {
  const listed = listedFaults();
  expect(listed.length).toBeGreaterThan(20);
  expect(testedFaults().toSorted()).toEqual(listed.toSorted());
  expect(new Set(listed).size).toBe(listed.length);
});
