import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';

const HEAD = 'version: 1\nname: a\nbase_url: http://x\neffect: read\n';
const SUBMIT = HEAD.replace('read', 'submit');

function messages(source: string): string[] {
  const parsed = parseAutomation(source);
  return parsed.ok ? [] : parsed.problems.map((one) => one.message);
}

describe('messages', () => {
  it.each([
    [`${HEAD}steps:\n - clik: { text: a }`, 'clik is not a key in steps > no. 1. Did you mean click?'],
    [
      `${HEAD}steps:\n - click: { testId: a }`,
      'testId is not a key in steps > no. 1 > click. Did you mean testid?',
    ],
    [
      `${HEAD}steps:\n - fill: { label: a, value: 5 }`,
      'value: expected text, found the number 5; put quotes around it.',
    ],
    [`${SUBMIT}steps:\n - goto: /`, 'effect: submit needs commit: true beside the step that submits.'],
    [
      `${HEAD}inputs: { order: { type: string } }\nsteps:\n - goto: '{{ oder }}'`,
      'There is no input oder. Did you mean order?',
    ],
  ])('%#', (source, message) => {
    expect(messages(source)).toEqual([message]);
  });

  it('name what is supported where a key of a later version is used', () => {
    expect(messages(`${HEAD}schedule: 60\nsteps:\n - goto: /`)[0]).toMatch(
      /^schedule is not a key at the top of an automation\. There is: version, name, .*steps.*\.$/,
    );
  });
});
