import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RanRow } from './support/run-row';
import { failureOf, openStepSite, type StepSite } from './support/step-site';

let pages: StepSite;
beforeAll(async () => {
  pages = await openStepSite();
});
afterAll(async () => {
  await pages?.close();
});

/** `4 press passed 2.1` of every step that was noted, its rounds last. */
function noted({ steps }: RanRow): string[] {
  return steps.map(({ no, verb, state, rounds }) => [no, verb, state, rounds?.join('.')].join(' ').trim());
}

describe('if', () => {
  const STEPS = `
  - goto: /things
  - if:
      when: { input: which, equals: total }
      then:
        - extract: { value: { testid: total } }
      else:
        - extract: { value: { testid: link } }
        - if: { when: { text: Nowhere }, then: [{ fail: { message: never } }] }
  - wait_for: { testid: link }`;
  const OUTPUTS = '  value: { type: string }';

  it('runs the one list or the other, and nothing when there is no other', async () => {
    const one = await pages.run(STEPS, { row: { which: 'total' }, outputs: OUTPUTS });
    expect(one.output).toEqual({ value: '€ 1,234.50' });
    expect(noted(one)).toEqual(['1 goto passed', '2 if passed', '3 extract passed', '7 wait_for passed']);
    const other = await pages.run(STEPS, { row: { which: 'link' }, outputs: OUTPUTS });
    expect(other.output).toEqual({ value: 'Next' });
    expect(noted(other).slice(1)).toEqual([
      ...['2 if passed', '4 extract passed', '5 if passed', '7 wait_for passed'],
    ]);
    expect(other.steps.map(({ depth }) => depth ?? 0)).toEqual([0, 0, 1, 1, 0]);
  });
});

describe('for_each', () => {
  it('runs its steps for every item, with its variables, and its lists go on', async () => {
    const ran = await pages.run(
      `
  - set: { greeting: 'Hello {{ who }}' }
  - goto: /form
  - for_each:
      in: '{{ names }}'
      as: name
      do:
        - goto: /form
        - fill: { label: Name, value: '{{ var.greeting }} {{ var.name | upper }} {{ var.name_number }}' }
        - extract: { values: { label: Name, mode: value, list: true }, last: { label: Name, mode: value } }`,
      {
        row: { who: 'Zoë', names: 'ann; bob' },
        outputs: '  values: { type: string }\n  last: { type: string }',
      },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({
      values: ['Hello Zoë ANN 1', 'Hello Zoë BOB 2'],
      last: 'Hello Zoë BOB 2',
    });
    expect(noted(ran).slice(2)).toEqual([
      '3 for_each passed',
      ...['4 goto passed 1', '5 fill passed 1', '6 extract passed 1'],
      ...['4 goto passed 2', '5 fill passed 2', '6 extract passed 2'],
    ]);
    expect(ran.steps.map(({ title }) => title)).toContain('fills Name with Hello Zoë BOB 2');
  });

  it('takes the elements of a page, a list and JSON; a failure inside names its step and ends the row', async () => {
    const ran = await pages.run(
      `
  - goto: /list
  - for_each:
      in: { testid: entry }
      as: entry
      do:
        - for_each:
            in: '["x", {"a": 1}]'
            as: item
            do:
              - set: { last: '{{ var.entry }} {{ var.item }}' }
        - for_each:
            in: [1, '{{ var.last }}']
            as: number
            do:
              - fail: { when: { not: { testid: entry } }, message: 'gone' }
  - fail: { code: shown, message: 'last is {{ var.last }} and {{ var.number }}' }`,
    );
    expect(failureOf(ran)).toMatchObject({ step: 7, message: 'last is P1R2 {"a":1} and P1R2 {"a":1}' });
    const failed = await pages.run(`
  - goto: /list
  - for_each:
      in: [a, b]
      as: letter
      do:
        - goto: /list
        - fail: { when: { testid: entry, text: P1R1 }, code: met, message: 'met {{ var.letter }}' }
        - press: A`);
    expect(failureOf(failed)).toMatchObject({ step: 4, message: 'met a' });
    expect(noted(failed)).toEqual([
      ...['1 goto passed', '2 for_each failed', '3 goto passed 1', '4 fail failed 1'],
    ]);
    expect(failed.steps[1]?.message).toBe('Step 4 failed.');
  });

  it('that is tried again begins anew, and one that may fail is left behind', async () => {
    const ran = await pages.run(
      `
  - goto: /late
  - for_each:
      in: [a, b]
      as: letter
      do:
        - extract: { letters: { text: wait, list: true } }
        - expect: { testid: late }
          timeout: 0.1
    retry: { times: 20, delay: 0.05 }
  - if: { when: { testid: late }, then: [{ click: { text: Nowhere }, timeout: 0.1 }] }
    optional: true
  - extract: { letters: { testid: late, list: true, required: false } }
    when: { text: Nowhere }`,
      { outputs: '  letters: { type: string }' },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ letters: ['wait', 'wait'] });
    expect(noted(ran).slice(-3)).toEqual(['5 if failed', '6 click failed', '7 extract skipped']);
  });

  it('that has no items leaves its lists empty, and what was read before as it is', async () => {
    const texts = ['none', 'before', 'single'].map((name) => `  ${name}: { type: string }`);
    const outputs = [...texts, '  rows: { type: json }'].join('\n');
    const ran = await pages.run(
      `
  - goto: /list
  - extract: { before: { testid: entry, list: true } }
  - for_each:
      in: '{{ names }}'
      as: name
      do:
        - extract: { none: { testid: entry, list: true }, before: { testid: entry, list: true }, single: { testid: entry } }
        - for_each: { in: [a], as: letter, do: [{ extract_table: { role: table, into: rows } }] }`,
      { row: { names: '' }, outputs },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ none: [], before: ['P1R1', 'P1R2'], rows: [] });
  });

  it('with more items than it takes, or a variable that nothing set, fails the row', async () => {
    const many = await pages.run('  - for_each: { in: "a,b,c", max: 2, as: x, do: [{ press: A }] }');
    expect(failureOf(many)).toMatchObject({ kind: 'automation', code: 'too_many_items', step: 1 });
    const unset = await pages.run(`
  - if: { when: { text: Nowhere }, then: [{ set: { x: '1' } }] }
  - goto: '/{{ var.x }}'`);
    expect(failureOf(unset)).toMatchObject({ kind: 'automation', code: 'variable_missing', step: 3 });
  });
});

describe('paginate', () => {
  const READ = 'do: [{ extract: { entries: { testid: entry, list: true } } }]';
  const outputs = '  entries: { type: string }';

  it('turns linked pages to the last, or as far as it may', async () => {
    const next = 'next: { role: link, name: Next page }';
    const all = await pages.run(`  - goto: /list\n  - paginate: { ${next}, ${READ} }`, { outputs });
    expect(all.output).toEqual({ entries: ['P1R1', 'P1R2', 'P2R1', 'P2R2', 'P3R1', 'P3R2'] });
    const two = await pages.run(`  - goto: /list\n  - paginate: { ${next}, max: 2, ${READ} }`, { outputs });
    expect(two.output).toEqual({ entries: ['P1R1', 'P1R2', 'P2R1', 'P2R2'] });
  });

  it('turns a table in place until its button is disabled; one that shows nothing else fails', async () => {
    const next = 'next: { role: button, name: Next }';
    const all = await pages.run(`  - goto: /turned\n  - paginate: { ${next}, ${READ} }`, { outputs });
    expect(all.output).toEqual({ entries: ['A', 'B', 'C'] });
    const stuck = await pages.run(
      `  - goto: /stuck\n  - paginate: { ${next}, do: [{ press: A }] }\n    timeout: 0.3`,
    );
    expect(failureOf(stuck)).toMatchObject({ kind: 'page_mismatch', code: 'page_not_turned', step: 2 });
  });
});

it('after a commit inside a step nothing is tried again or forgiven', async () => {
  let marks = 0;
  const ran = await pages.runSource(
    `
version: 1
name: test
base_url: ${pages.site.url}
effect: submit
steps:
  - goto: /form
  - for_each:
      in: [a, b]
      as: name
      do:
        - fill: { label: Name, value: '{{ var.name }}' }
        - click: { role: button, name: Send }
          commit: true
        - expect: { text: 'name={{ var.name }}' }`,
    {
      settings: { step_timeout: 0.5 },
      markCommit: async () => {
        marks += 1;
        return true;
      },
    },
  );
  // The second round looks for a form on the page that the first one led to.
  expect(failureOf(ran)).toMatchObject({ step: 3 });
  expect([marks, ran.isCommitted]).toEqual([1, true]);
});
