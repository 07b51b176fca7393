import { expect, it } from 'vitest';
import { readSources } from './sources';

const longest = 300;

it(`has no source file over ${longest} lines`, () => {
  const tooLong = readSources()
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
  expect(tooLong, 'A file this long holds two ideas: give the second one a file with its own name.').toEqual(
    [],
  );
});
