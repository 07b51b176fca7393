import { expect, it } from 'vitest';
import { readSources } from './sources';

/** What moves a pointer, or puts a focus or a text where no key has put it. */
const NOT_KEYS =
  /\.(click|dblclick|hover|tap|check|uncheck|setChecked|selectOption|fill|clear|focus|dragTo|dispatchEvent|pressSequentially|mouse|touchscreen)\b/;

it('the journeys by keyboard use nothing else', () => {
  const specs = readSources(['tests/e2e']).filter(({ path }) => /\/keyboard[^/]*\.ts$/.test(path));
  expect(specs.length).toBeGreaterThan(2);
  const found = specs.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (NOT_KEYS.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );
  expect(found, 'Press Tab until it has the focus: tests/e2e/support/keyboard.ts.').toEqual([]);
});
