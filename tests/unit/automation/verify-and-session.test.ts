import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';

const HEAD = 'version: 1\nname: a\nbase_url: http://x\neffect: read\n';
const SUBMIT = HEAD.replace('read', 'submit');

/** `line:column code` of every problem. */
function faults(source: string): string[] {
  const parsed = parseAutomation(source);
  return parsed.ok ? [] : parsed.problems.map((one) => `${one.line}:${one.column} ${one.code}`);
}

describe('verify and session', () => {
  const STEPS = 'steps:\n  - click: { text: go }\n    commit: true\n';
  const VERIFY = 'verify:\n  - goto: "/orders/{{ id }}"\n  - expect: { testid: s, text: Confirmed }\n';
  const INPUTS = 'inputs: { id: { type: string }, key: { type: secret } }\n';

  it('are read, with their defaults', () => {
    const parsed = parseAutomation(`${SUBMIT}session: shop-main\n${INPUTS}${STEPS}${VERIFY}`);
    expect(parsed).toMatchObject({
      ok: true,
      automation: {
        session: 'shop-main',
        verify: {
          settleSeconds: 60,
          onNotFound: 'keep',
          steps: [
            { verb: 'goto', index: 0 },
            { verb: 'expect', index: 1 },
          ],
        },
      },
    });
    const given = parseAutomation(`${SUBMIT}${INPUTS}${STEPS}${VERIFY}settle: 2.5\non_not_found: rerun\n`);
    expect(given).toMatchObject({
      ok: true,
      automation: { verify: { settleSeconds: 2.5, onNotFound: 'rerun' } },
    });
  });

  it('may take the session from the row, as a template', () => {
    expect(faults(`${SUBMIT}session: 'shop-{{ row.account }}'\n${INPUTS}${STEPS}`)).toEqual([]);
  });

  it.each([
    ['settle without verify', 'settle: 5\n', '1:1 verify_missing'],
    ['on_not_found without verify', 'on_not_found: keep\n', '1:1 verify_missing'],
    ['a commit step', `${VERIFY}  - click: { text: go }\n    commit: true\n`, '5:13 commit_in_verify'],
    ['nothing that asks', 'verify:\n  - goto: /a\n', '1:1 verify_asks_nothing'],
    [
      'a question that may fail',
      `verify:\n  - expect: { text: a }\n    optional: true\n`,
      '1:1 verify_asks_nothing',
    ],
    [
      'an unknown input',
      'verify:\n  - goto: "/{{ nope }}"\n  - expect: { text: a }\n',
      '2:16 template_unknown_name',
    ],
    ['an output that is not declared', 'verify:\n  - extract: { x: { css: b } }\n', '2:16 output_undeclared'],
    ['a name that is none', 'session: Shop Main\n', '1:10 wrong_value'],
    ['a name from a secret', "session: '{{ key }}'\n", '1:10 session_from_secret'],
  ])('are refused with %s', (_, text, fault) => {
    const lines = `${SUBMIT}${INPUTS}${STEPS}`.split('\n').length - 1;
    const [line = '', rest = ''] = fault.split(/:(.*)/s);
    expect(faults(`${SUBMIT}${INPUTS}${STEPS}${text}`)).toEqual([`${Number(line) + lines}:${rest}`]);
  });

  it('keeps ids of steps apart over both lists', () => {
    const source = `${HEAD}steps:\n  - goto: /a\n    id: x\nverify:\n  - expect: { text: b }\n    id: x\n`;
    expect(faults(source)).toEqual(['10:9 duplicate_step_id']);
  });
});
