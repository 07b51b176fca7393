import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { describeStep, standardSeconds } from '@/lib/automation/step';

const HEAD = 'version: 1\nname: a\nbase_url: http://x\neffect: read\n';

function wordsOf(step: string): string {
  const parsed = parseAutomation(`${HEAD}steps:\n  - ${step}`);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.automation.steps.map(describeStep).join();
}

describe('steps in words', () => {
  it.each([
    ['back: true', 'goes back to the page before'],
    ['reload: true', 'loads the page again'],
    ['dblclick: { testid: a }', 'double-clicks element a'],
    ['hover: { role: button, name: B }', 'moves the mouse over button B'],
    ['type: { label: Code, value: x }', 'types x into Code'],
    ['uncheck: { label: News }', 'unchecks field News'],
    ['wait: 1.5', 'waits 1.5 s'],
    ['scroll: { to: bottom }', 'scrolls to the bottom'],
    ['scroll: { by: -20 }', 'scrolls up 20 px'],
    ['scroll: { testid: a }', 'scrolls to element a'],
    ['scroll: { testid: a, to: top }', 'scrolls to the top of element a'],
    ['scroll: { testid: a, by: 20 }', 'scrolls down 20 px in element a'],
  ])('%s: %s', (step, words) => {
    expect(wordsOf(step)).toBe(words);
  });
});

describe('faults', () => {
  it.each([
    ['scroll: {}', 'option_invalid', 'say where to'],
    ['scroll: { to: top, by: 5 }', 'option_invalid', 'say where to'],
    ['scroll: { to: botom }', 'wrong_value', 'Did you mean bottom?'],
    ['scroll: { nth: 1, to: top }', 'locator_invalid', 'name the element'],
    ['type: { label: a }', 'missing_key', 'value is missing'],
    ['wait: 0', 'wrong_value', 'more than 0'],
    ['wait: 301', 'wrong_value', '300'],
    ['wait: soon', 'wrong_type', 'a number'],
    ['back: 2', 'wrong_value', 'true'],
    ['dblclik: { text: a }', 'unknown_key', 'Did you mean dblclick?'],
  ])('%s: %s, %s', (step, code, message) => {
    const parsed = parseAutomation(`${HEAD}steps:\n  - ${step}`);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems).toMatchObject([{ code, message: expect.stringContaining(message) }]);
  });

  it('hover and scroll submit nothing', () => {
    const source = `${HEAD.replace('read', 'submit')}steps:\n  - hover: { text: a }\n    commit: true`;
    expect(parseAutomation(source)).toMatchObject({ ok: false, problems: [{ code: 'commit_not_acting' }] });
  });
});

it('a wait may take as long as it says', () => {
  const parsed = parseAutomation(`${HEAD}steps:\n  - wait: 60\n  - goto: /\n  - click: { text: a }`);
  const steps = parsed.ok ? parsed.automation.steps : [];
  expect(steps.map(standardSeconds)).toEqual([65, 30, null]);
});
