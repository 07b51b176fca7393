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
    [
      'upload: { label: Scan, file: "https://x.example/a.pdf" }',
      'chooses the file https://x.example/a.pdf in Scan',
    ],
    ['upload: { label: Scan, file: "", as: a.pdf }', 'chooses the file a.pdf in Scan'],
    ['download: { text: Get it }', 'clicks text Get it and keeps the file that comes'],
    ['download: { text: Get it, as: bill }', 'clicks text Get it and keeps the file that comes as bill'],
    ['drag: { from: { text: a }, to: { testid: b } }', 'drags text a to element b'],
    ['pdf: receipt', 'keeps the page as PDF receipt'],
    ['pdf: { name: receipt, format: Letter, landscape: true }', 'keeps the page as PDF receipt'],
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
    ['upload: { label: a }', 'missing_key', 'file is missing'],
    ['drag: { from: { text: a }, to: { testId: b } }', 'unknown_key', 'Did you mean testid?'],
    ['drag: { from: { text: a } }', 'missing_key', 'to is missing'],
    ['pdf: { name: a, format: A6 }', 'wrong_value', 'A6 is no format'],
    ['extract_table: { role: table }', 'missing_key', 'into is missing'],
    ['extract_table: { role: table, into: rows }', 'output_undeclared', 'rows is not declared'],
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

it('a table is an output of type json', () => {
  const steps = `steps:\n  - extract_table: { role: table, into: rows }`;
  expect(parseAutomation(`${HEAD}outputs: { rows: { type: json } }\n${steps}`)).toMatchObject({ ok: true });
  expect(parseAutomation(`${HEAD}outputs: { rows: { type: number } }\n${steps}`)).toMatchObject({
    problems: [{ code: 'output_type_mismatch', path: 'steps.0.extract_table.into' }],
  });
});

it('a wait may take as long as it says', () => {
  const parsed = parseAutomation(`${HEAD}steps:\n  - wait: 60\n  - goto: /\n  - click: { text: a }`);
  const steps = parsed.ok ? parsed.automation.steps : [];
  expect(steps.map(standardSeconds)).toEqual([65, 30, null]);
});

it.each([
  ['date', '5', 'd is of type date: a number says nothing about it.'],
  ['integer', '"2026-11-24"', 'd is of type integer: a date says nothing about it.'],
])('an input of type %s is not compared with %s', (type, bound, message) => {
  const source = `${HEAD}inputs: { d: { type: ${type} } }\nsteps:\n  - expect: { input: d, gt: ${bound} }`;
  expect(parseAutomation(source)).toMatchObject({
    problems: [{ code: 'comparison_invalid', message, path: 'steps.0.expect.gt' }],
  });
});
