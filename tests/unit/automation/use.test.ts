import { describe, expect, it } from 'vitest';
import { describeRow } from '@/lib/automation/describe-run';
import type { UsableAutomation } from '@/lib/automation/fill-uses';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { readYaml } from '@/lib/automation/read-yaml';
import { referencedNames } from '@/lib/automation/referenced-names';
import { findStop } from '@/lib/services/tries/find-stop';

const LOOKUP = `
version: 1
name: lookup
base_url: http://shop
effect: read
inputs: { no: { type: string, pattern: '[A-Z]+' }, key: { type: secret, required: false } }
outputs: { total: { type: number }, extra: { type: string } }
steps:
  - goto: /orders/{{ no }}
  - fill: { label: Key, value: '{{ key }}' }
  - extract: { total: { testid: total }, extra: { testid: "{{ var.where }}" } }
`;

const BUY = `
version: 1
name: buy
base_url: http://shop
effect: submit
steps:
  - click: { text: Buy }
    commit: true
`;

const USABLE = [LOOKUP, BUY].map((source): UsableAutomation => {
  const read = readYaml(source);
  if (!read.ok) throw new Error('the test is wrong');
  const { name } = read.yaml.data as { name: string };
  return { name, asked: null, version: 3, document: read.yaml.data };
});

const HEAD = `version: 1
name: outer
base_url: http://x
effect: read
inputs: { id: { type: string }, pin: { type: secret } }
`;

function parse(steps: string, head = HEAD) {
  return parseAutomation(`${head}outputs: { total: { type: number } }\nsteps:\n${steps}`, { usable: USABLE });
}

function faults(steps: string, head?: string): string[] {
  const parsed = parse(steps, head);
  return parsed.ok ? [] : parsed.problems.map((one) => `${one.line} ${one.path} ${one.code}`);
}

const USE = "  - use: { automation: lookup, with: { no: '{{ id }}', key: '{{ pin }}' } }\n";

describe('use', () => {
  it('writes what it runs into the document, which then says the same without anybody', () => {
    const parsed = parse(`${USE}  - press: '{{ id }}'\n`);
    if (!parsed.ok || parsed.resolved === null) throw new Error(JSON.stringify(parsed));
    const again = parseAutomation(parsed.resolved);
    if (!again.ok) throw new Error(JSON.stringify(again.problems));
    const { automation } = again;
    expect(automation.steps.map(({ verb, index }) => [verb, index])).toEqual([
      ['use', 0],
      ['press', 1],
    ]);
    expect(automation.steps[0]).toMatchObject({ args: { automation: 'lookup' } });
    const [use] = automation.steps;
    const used = use?.verb === 'use' ? use.args.used?.() : undefined;
    expect(used).toMatchObject({
      ...{ version: 3, baseUrl: 'http://shop', inputs: { no: { type: 'string' } } },
      steps: [{ index: 1_000_000 }, {}, { args: { fields: [{ as: 'number' }, { as: 'string' }] } }],
    });
    const names = referencedNames(automation);
    expect([[...names.inputs], [...names.vars]]).toEqual([['id', 'pin'], ['where']]);
    const scope = {
      ...{ input: new Map([['id', 'AB']]), row: new Map(), var: new Map(), secret: new Map() },
      ...{ batch: { id: 'b' }, job: { rowNumber: 1 } },
    };
    expect(describeRow(automation, scope).map(({ words }) => words)).toEqual([
      'runs lookup with no AB, key •••',
      'presses AB',
    ]);
  });

  it('is one step that submits when what it runs does', () => {
    const submit = HEAD.replace('read', 'submit');
    const parsed = parse(`${USE}  - use: { automation: buy }\n`, submit);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(findStop(parsed.automation, {})).toBe(2);
    expect(faults(`${USE}  - use: { automation: buy }\n    optional: true\n`, submit)).toEqual([
      '9 steps.1.use commit_repeated',
    ]);
  });

  it('is left alone where nobody knows the automations', () => {
    expect(parseAutomation(`${HEAD}outputs: { total: { type: number } }\nsteps:\n${USE}`)).toMatchObject({
      ...{ ok: true, resolved: null },
    });
  });

  it.each([
    ['  - use: { automation: nope }\n', '8 steps.0.use.automation use_unknown'],
    [
      '  - use: { automation: lookup, version: 4, with: { no: A } }\n',
      '8 steps.0.use.automation use_unknown',
    ],
    ['  - use: { automation: lookup }\n', '8 steps.0.use input_missing'],
    ['  - use: { automation: lookup, with: { no: A, nom: B } }\n', '8 steps.0.use.with.nom input_unknown'],
    ['  - use: { automation: lookup, with: { no: ab } }\n', '8 steps.0.use.with.no pattern_mismatch'],
    [
      "  - use: { automation: lookup, with: { no: '{{ pin }}' } }\n",
      '8 steps.0.use.with.no secret_to_plain_input',
    ],
    [`${USE}  - use: { automation: buy }\n`, '9 steps.1.use commit_in_read'],
    ['  - use: { automation: lookup, used: { steps: [] } }\n', '8 steps.0.use.used unknown_key'],
  ])('%s', (steps, expected) => {
    expect(faults(steps)).toContain(expected);
  });

  it('reads only outputs of the type that is declared around it', () => {
    const text = `${HEAD}outputs: { total: { type: string } }\nsteps:\n${USE}`;
    expect(parseAutomation(text, { usable: USABLE })).toMatchObject({
      problems: [{ code: 'output_type_mismatch', path: 'steps.0.use', line: 8 }],
    });
  });
});

it('a script of its own is a fault where nobody allowed it, also in what is used, and never a template', () => {
  const script = `${HEAD}steps:\n  - evaluate: { script: "document.title" }\n`;
  expect(parseAutomation(script, { allowsEvaluate: true })).toMatchObject({ ok: true });
  expect(parseAutomation(script, { allowsEvaluate: false })).toMatchObject({
    problems: [{ code: 'evaluate_not_allowed', path: 'steps.0.evaluate', line: 7 }],
  });
  const templated = `${HEAD}steps:\n  - evaluate: "alert('{{ id }}')"\n`;
  expect(parseAutomation(templated)).toMatchObject({
    problems: [{ code: 'template_not_allowed', path: 'steps.0.evaluate' }],
  });
});
