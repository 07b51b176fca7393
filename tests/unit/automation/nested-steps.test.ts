import { describe, expect, it } from 'vitest';
import { createScope } from '@/lib/automation/create-scope';
import { describeRow } from '@/lib/automation/describe-run';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { planRow } from '@/lib/automation/plan-rows';
import { referencedNames } from '@/lib/automation/referenced-names';
import type { Automation } from '@/lib/automation/schema';
import { walkSteps } from '@/lib/automation/walk-steps';
import { findStop } from '@/lib/services/tries/find-stop';

const HEAD = `version: 1
name: a
base_url: http://x
effect: submit
inputs: { lines: { type: string }, pin: { type: secret } }
outputs: { total: { type: number } }
steps:
`;

function faults(steps: string): string[] {
  const parsed = parseAutomation(HEAD.replace('submit', 'read') + steps);
  return parsed.ok ? [] : parsed.problems.map((one) => `${one.path} ${one.code}`);
}

function automation(steps: string): Automation {
  const parsed = parseAutomation(HEAD + steps);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.automation;
}

const NESTED = `
  - for_each:
      in: '{{ lines }}'
      as: line
      do:
        - if:
            when: { text: Open }
            then:
              - fill: { label: Line, value: '{{ var.line }} of {{ var.user }}' }
              - click: { text: Add }
                commit: true
                id: add
            else: [{ press: Escape }]
    secret: true
  - set: { sum: '{{ lines | upper }}' }
  - extract: { total: { text: '{{ var.sum }}' } }
`;

describe('steps inside steps', () => {
  it('are numbered as the document is read, and keep what holds for the step around them', () => {
    const placed = walkSteps(automation(NESTED).steps, ['steps']);
    expect(
      placed.map(({ step, path }) => [step.index, step.verb, step.secret ?? false, path.join('.')]),
    ).toEqual([
      [0, 'for_each', true, 'steps.0'],
      [1, 'if', true, 'steps.0.for_each.do.0'],
      [2, 'fill', true, 'steps.0.for_each.do.0.if.then.0'],
      [3, 'click', true, 'steps.0.for_each.do.0.if.then.1'],
      [4, 'press', true, 'steps.0.for_each.do.0.if.else.0'],
      [5, 'set', false, 'steps.1'],
      [6, 'extract', false, 'steps.2'],
    ]);
    expect(placed[6]?.step).toMatchObject({ args: { fields: [{ as: 'number' }] } });
    expect(findStop(automation(NESTED), {})).toBe(4);
    expect(findStop(automation(NESTED), { stopBefore: 'add' })).toBe(4);
  });

  it('are said in words below it, with the variables that are not known yet', () => {
    const bound = automation(NESTED.replace('    secret: true\n', ''));
    const row = {
      ...{ automation: bound, headers: ['L'], cells: ['a;b'], rowIndex: 0, vars: { user: 'Zoë' } },
      bindings: { lines: { column: 0, header: 'L' }, pin: { constant: 'x' } },
    };
    expect(planRow(row).lines).toEqual([
      'for each line of a;b',
      '  looks whether text Open is visible, and else does otherwise',
      '    fills Line with ‹line› of Zoë',
      '    clicks text Add',
      '    presses Escape',
      'sets sum to A;B',
      'reads total from text ‹sum›',
    ]);
    const { scope } = createScope({ ...row, batchId: 'b' });
    expect(describeRow(bound, scope).map(({ depth }) => depth)).toEqual([0, 1, 2, 2, 2, 0, 0]);
  });

  it('do not ask the batch for variables that steps set', () => {
    expect([...referencedNames(automation(NESTED)).vars]).toEqual(['user']);
  });
});

it('a variable or input may bear a name that is taken as written elsewhere', () => {
  expect(
    faults(
      "  - set: { script: '{{ lines }}', matches: '{{ lines }}', title: '{{ lines }}', in: '{{ lines }}' }\n",
    ),
  ).toEqual(['outputs.total output_not_extracted']);
});

describe('faults of steps inside steps', () => {
  it.each([
    ['- if: { when: { text: a } }', ['steps.0.if missing_key']],
    ['- if: { when: { text: a }, then: [] }', ['steps.0.if.then wrong_value']],
    ['- if: { when: { text: a }, then: [{ clik: { text: b } }] }', ['steps.0.if.then.0.clik unknown_key']],
    [
      '- for_each: { in: a, as: x, do: [{ click: { labl: b } }] }',
      ['steps.0.for_each.do.0.click.labl unknown_key'],
    ],
    [
      '- for_each: { in: [a], split: ",", as: x, do: [{ press: A }] }',
      ['steps.0.for_each.split wrong_value'],
    ],
    [
      '- for_each: { in: a, as: x, do: [{ press: A, title: "{{ lines }}" }] }',
      ['steps.0.for_each.do.0.title template_not_allowed'],
    ],
    ['- set: { x: "{{ pin }}" }', ['steps.0.set variable_from_secret']],
    [
      '- for_each: { in: "{{ secret.a }}", as: x, do: [{ press: A }] }',
      ['steps.0.for_each variable_from_secret'],
    ],
    [
      '- press: A\n    id: a\n  - if: { when: { text: a }, then: [{ press: B, id: a }] }',
      ['steps.1.if.then.0.id duplicate_step_id'],
    ],
    [
      '- if: { when: { input: nope, empty: true }, then: [{ press: B }] }',
      ['steps.0.if.when.input input_unknown'],
    ],
  ])('%s', (steps, expected) => {
    const found = faults(`  ${steps}\n`).filter((one) => !one.endsWith('output_not_extracted'));
    expect(found).toEqual(expected);
  });

  it('a commit takes no retry around it, and more than 500 steps are refused', () => {
    const around = parseAutomation(
      `${HEAD}  - if: { when: { text: a }, then: [{ click: { text: b }, commit: true }] }\n    retry: { times: 2 }\n`,
    );
    expect(around).toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'commit_repeated', path: 'steps.0.if.then.0.commit' }),
      ]),
    });
    const inner = Array.from({ length: 300 }, () => '{ press: A }').join(', ');
    const many = `  - if: { when: { text: a }, then: [${inner}], else: [${inner}] }\n`;
    expect(faults(many)).toContain('steps too_many_steps');
  });
});
