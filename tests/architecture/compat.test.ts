import { expect, it } from 'vitest';
import { BEHAVIOURS } from '../compat/behaviours';
import { readProjectFile, readSources } from './sources';

/** `npm run compat:report` runs these tests; here only that none was renamed or forgotten, which costs nothing. */
const proofs = BEHAVIOURS.flatMap(({ proof }) => ('file' in proof ? [proof] : []));

/** Titles as they stand in the source: with a backslash before what would end the text, or made of a pattern. */
function standsIn(text: string, title: string): boolean {
  return [title, title.replaceAll("'", "\\'"), title.replace(/"[^"]+"/, '"%s"')].some(
    (form) => text.includes(`${form}'`) || text.includes(`${form}"`),
  );
}

it('every behaviour of the reference names a test that exists', () => {
  const missing = proofs.filter(({ file, title }) => !standsIn(readProjectFile(file), title));
  expect(missing, 'Name the test as it is called now, in tests/compat.').toEqual([]);
});

it('every test of tests/compat stands for a behaviour', () => {
  const titles = readSources(['tests/compat']).flatMap(({ path, text }) =>
    [...text.matchAll(/^\s*it(?:\.each\(.*?\))?\(\s*(?:'([^'\n]+)'|"([^"\n]+)")/gm)].map(
      ([, single, double]) => ({
        path,
        title: single ?? double ?? '',
      }),
    ),
  );
  expect(titles.length).toBeGreaterThan(60);
  const known = new Set(proofs.map(({ file, title }) => `${file} ${title.replace(/"[^"]+"/, '"%s"')}`));
  const strays = titles.filter(({ path, title }) => !known.has(`${path} ${title}`));
  expect(strays, 'Name the behaviour in tests/compat/tested-behaviours.ts or section-behaviours.ts.').toEqual(
    [],
  );
});

it('no behaviour is listed twice', () => {
  const lines = BEHAVIOURS.map(({ section, says }) => `${section} ${says}`);
  expect(lines.filter((line, i) => lines.indexOf(line) !== i)).toEqual([]);
});
