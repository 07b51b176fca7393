import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';

const root = new URL('../../../', import.meta.url);
const files = ['README.md', ...readdirSync(new URL('docs/', root)).map((name) => `docs/${name}`)];

/** Whole automations among a document's examples; a block inside a list is indented. */
const documents = files
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => {
    const text = readFileSync(new URL(file, root), 'utf8');
    return [...text.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)].flatMap(([, indent = '', block = '']) => {
      const source = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
      return source.startsWith('version: 1') ? [{ file, source }] : [];
    });
  });

it('finds the automations that the documents show', () => {
  expect(documents.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['README.md', 'docs/sessions.md']),
  );
});

it.each(documents)('$file shows an automation that is right', ({ file, source }) => {
  expect(parseAutomation(source, { fileName: file })).toMatchObject({ ok: true, warnings: [] });
});
