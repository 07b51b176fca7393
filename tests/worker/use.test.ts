import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { readYaml } from '@/lib/automation/read-yaml';
import type { RowOptions } from './support/run-row';
import { failureOf, openStepSite, type StepSite } from './support/step-site';

let pages: StepSite;
beforeAll(async () => {
  pages = await openStepSite();
});
afterAll(async () => {
  await pages?.close();
});

const USED = (url: string) => `
version: 1
name: greet
base_url: ${url}
effect: submit
inputs: { who: { type: string, pattern: '[a-z]+' }, key: { type: secret, required: false, default: none } }
outputs: { query: { type: string }, other: { type: string } }
steps:
  - goto: /form
  - fill: { label: Name, value: '{{ who | upper }} {{ var.word }}' }
  - if:
      when: { input: who, equals: ann }
      then: [{ check: { label: I accept } }]
  - click: { role: button, name: Send }
    commit: true
  - extract: { query: { testid: query }, other: { testid: query } }
  - set: { last: '{{ who }}' }
`;

/** Runs steps that use the automation above; its own pages are elsewhere. */
async function run(steps: string, options: RowOptions = {}) {
  const inputs = Object.keys(options.row ?? {}).map((name) => `${name}: { type: string, required: false }`);
  const source = `
version: 1
name: outer
base_url: http://elsewhere.invalid
effect: submit
inputs: { ${inputs.join(', ')} }
outputs: { query: { type: string } }
steps:
${steps}`;
  const used = readYaml(USED(pages.site.url));
  if (!used.ok) throw new Error('the test is wrong');
  const parsed = parseAutomation(source, {
    usable: [{ name: 'greet', asked: null, version: 1, document: used.yaml.data }],
  });
  if (!parsed.ok || parsed.resolved === null) throw new Error(JSON.stringify(parsed));
  return pages.runSource(parsed.resolved, { settings: { step_timeout: 2 }, ...options });
}

it('runs the other automation at its own address, with the inputs it is given, and keeps declared outputs', async () => {
  const ran = await run(
    `
  - set: { word: now }
  - use: { automation: greet, with: { who: '{{ id }}' } }
  - expect: { testid: query, text: terms=yes }
  - expect: { url: '*/sent*' }
  - fail: { when: { testid: nowhere }, message: no }`,
    { row: { id: 'ann' } },
  );
  expect(ran.result).toEqual({ kind: 'completed' });
  expect(ran.output).toEqual({ query: '/sent?name=ANN+now&country=de&terms=yes' });
  expect(ran.steps.map(({ no, verb }) => `${no} ${verb}`)).toEqual([
    ...['1 set', '2 use', '2 goto', '2 fill', '2 if', '2 check', '2 click', '2 extract', '2 set'],
    ...['3 expect', '4 expect', '5 fail'],
  ]);
  expect(ran.steps.find(({ verb }) => verb === 'fill')?.title).toBe('fills Name with ANN now');
  expect(ran.isCommitted).toBe(true);
});

it('runs it for each item, with what a step has set; an input that does not fit fails the row where it is used', async () => {
  const ran = await run(
    `
  - set: { word: x }
  - for_each:
      in: 'bob, ann, No1'
      as: name
      do:
        - use: { automation: greet, with: { who: '{{ var.name }}' } }`,
  );
  const failure = failureOf(ran);
  expect(failure).toMatchObject({ kind: 'input', code: 'pattern_mismatch', step: 3 });
  expect(failure.message).toContain('greet cannot run: its input who');
  expect(pages.site.seen.filter(({ url }) => url.startsWith('/sent?name=')).map(({ url }) => url)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('BOB+x'),
      expect.stringContaining('ANN+x&country=de&terms'),
    ]),
  );
});

it('what does not fit is told before a browser is opened, when it is known by then', async () => {
  const ran = await run("  - use: { automation: greet, with: { who: '{{ id }}' } }\n", { row: { id: '9' } });
  expect(failureOf(ran)).toMatchObject({ kind: 'input', code: 'pattern_mismatch' });
  expect(ran.steps).toEqual([]);
});

it('a failure inside names the step that uses it', async () => {
  const ran = await run(`
  - if: { when: { url: /nowhere }, then: [{ set: { word: x } }] }
  - use: { automation: greet, with: { who: bob } }`);
  expect(failureOf(ran)).toMatchObject({ kind: 'automation', code: 'variable_missing', step: 3 });
});
