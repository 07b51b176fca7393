import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAutomation } from '@/lib/automation/parse-automation';

const HEAD = 'version: 1\nname: a\nbase_url: http://x\neffect: read\n';
const SUBMIT = HEAD.replace('read', 'submit');

/** `line:column code` of every problem. */
function faults(source: string): string[] {
  const parsed = parseAutomation(source);
  return parsed.ok ? [] : parsed.problems.map((one) => `${one.line}:${one.column} ${one.code}`);
}

describe('the sample automations', () => {
  const folder = new URL('../../../examples/automations/', import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s is right', (name) => {
    const parsed = parseAutomation(readFileSync(new URL(name, folder), 'utf8'), { fileName: name });
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('a document that is right', () => {
  it('becomes an automation in our own words', () => {
    const parsed = parseAutomation(
      `${SUBMIT}title: T\nbrowser: { locale: en-GB, viewport: 1280x800, ignore_tls_errors: true }\n` +
        'inputs: { who: { type: string, default: x } }\noutputs: { total: { type: number } }\nsteps:\n' +
        '  - goto: /a\n    timeout: 2.5\n    retry: { times: 2 }\n    id: open\n' +
        '  - click: { role: button, name: "{{ who }}", within: { css: form }, nth: -1 }\n    commit: true\n' +
        '  - extract: { total: { testid: t } }\n',
    );
    expect(parsed).toEqual({
      ok: true,
      warnings: [],
      resolved: null,
      automation: {
        version: 1,
        name: 'a',
        title: 'T',
        baseUrl: 'http://x',
        effect: 'submit',
        browser: { locale: 'en-GB', viewport: { width: 1280, height: 800 }, ignoreTlsErrors: true },
        inputs: { who: { type: 'string', default: 'x', required: false } },
        outputs: { total: { type: 'number' } },
        steps: [
          {
            verb: 'goto',
            args: { url: '/a', until: 'load' },
            index: 0,
            id: 'open',
            timeoutSeconds: 2.5,
            retry: { times: 2, delaySeconds: 1 },
          },
          {
            verb: 'click',
            args: {
              locator: {
                by: 'role',
                role: 'button',
                name: '{{ who }}',
                within: { by: 'css', value: 'form' },
                nth: -1,
              },
            },
            index: 1,
            commit: true,
          },
          {
            verb: 'extract',
            args: {
              fields: [
                {
                  output: 'total',
                  locator: { by: 'testid', value: 't' },
                  mode: 'text',
                  as: 'number',
                  isList: false,
                  isRequired: true,
                },
              ],
            },
            index: 2,
          },
        ],
      },
    });
  });

  it('takes the name where there is no title, and JSON as the YAML that it is', () => {
    const json = {
      version: 1,
      name: 'a',
      base_url: 'https://x',
      effect: 'read',
      steps: [{ press: 'Enter' }],
    };
    expect(parseAutomation(JSON.stringify(json))).toMatchObject({ ok: true, automation: { title: 'a' } });
  });

  it('takes a few aliases', () => {
    expect(faults(`${HEAD}steps:\n - &x { goto: /a }\n - *x\n`)).toEqual([]);
  });

  it('warns of an input that nothing uses', () => {
    const parsed = parseAutomation(`${HEAD}inputs:\n  b: { type: string }\nsteps:\n - goto: /`, {
      fileName: 'f',
    });
    expect(parsed).toMatchObject({
      ok: true,
      warnings: [{ code: 'input_unused', line: 6, column: 3, path: 'inputs.b', fileName: 'f' }],
    });
  });

  it('counts an input that only a condition uses', () => {
    const steps = 'steps:\n - goto: /\n   when: { not: { input: b, empty: true } }';
    expect(parseAutomation(`${HEAD}inputs: { b: { type: string } }\n${steps}`)).toMatchObject({
      ok: true,
      warnings: [],
    });
  });
});

describe('the place of every fault', () => {
  const cases: [string, string, string[]][] = [
    ['empty text', '', ['1:1 document_empty']],
    ['a comment alone', '# hello', ['1:1 document_empty']],
    ['a list', '- goto: /', ['1:1 wrong_type']],
    ['invalid YAML', `${HEAD}steps: [`, ['5:9 yaml_invalid']],
    ['a tab', `${HEAD}steps:\n\t- goto: /`, ['6:1 yaml_invalid']],
    ['an unknown tag', `${HEAD}steps:\n - !!js/function "x"`, ['6:4 yaml_invalid']],
    ['two documents', `${HEAD}steps:\n - goto: /\n---\na: 1`, ['7:1 yaml_invalid']],
    ['a key twice', `${HEAD}name: b\nsteps:\n - goto: /`, ['5:1 duplicate_key']],
    [
      'braces without quotes',
      `${HEAD}steps:\n - fill: { label: a, value: {{ b }} }`,
      ['6:30 template_unquoted'],
    ],
    ['missing steps', HEAD, ['1:1 missing_key']],
    ['no steps', `${HEAD}steps: []`, ['5:8 wrong_value']],
    ['unknown top key', `${HEAD}verif: []\nsteps:\n - goto: /`, ['5:1 unknown_key']],
    ['unknown verb', `${HEAD}steps:\n - clik: { text: a }`, ['6:4 unknown_key']],
    ['no verb', `${HEAD}steps:\n - { timeout: 3 }`, ['6:4 no_verb']],
    ['two verbs', `${HEAD}steps:\n - click: { text: a }\n   press: Enter`, ['7:11 two_verbs']],
    ['verb without a value', `${HEAD}steps:\n - click:\n`, ['6:10 wrong_type']],
    ['number as text', `${HEAD}steps:\n - fill: { label: a, value: 5 }`, ['6:29 wrong_type']],
    ['wrong type in a union', `${HEAD}steps:\n - goto: [a]`, ['6:10 wrong_type']],
    ['unknown key in a union', `${HEAD}steps:\n - goto: { url: a, untill: load }`, ['6:20 unknown_key']],
    ['unknown role', `${HEAD}steps:\n - click: { role: buton }`, ['6:19 wrong_value']],
    ['two locators', `${HEAD}steps:\n - click: { label: a, css: b }`, ['6:11 locator_invalid']],
    [
      'a nested locator',
      `${HEAD}steps:\n - click: { text: a, within: { nth: 1 } }`,
      ['6:30 locator_invalid'],
    ],
    ['timeout 0', `${HEAD}steps:\n - goto: /\n   timeout: 0`, ['7:13 wrong_value']],
    ['wrong version', HEAD.replace('1', '2').concat('steps:\n - goto: /'), ['1:10 wrong_value']],
    [
      'name with capitals',
      HEAD.replace('name: a', 'name: A b').concat('steps:\n - goto: /'),
      ['2:7 wrong_value'],
    ],
    [
      'file address',
      HEAD.replace('http://x', 'file:///etc').concat('steps:\n - goto: /'),
      ['3:11 wrong_value'],
    ],
    ['no effect', HEAD.replace('effect: read\n', '').concat('steps:\n - goto: /'), ['1:1 missing_key']],
    ['unknown effect', HEAD.replace('read', 'write').concat('steps:\n - goto: /'), ['4:9 wrong_value']],
    ['bad viewport', `${HEAD}browser: { viewport: 12 }\nsteps:\n - goto: /`, ['5:22 wrong_type']],
    ['bad time zone', `${HEAD}browser: { timezone: Mars }\nsteps:\n - goto: /`, ['5:22 wrong_value']],
    [
      'a header of the browser',
      `${HEAD}browser: { extra_headers: { Host: a } }\nsteps:\n - goto: /`,
      ['5:29 name_invalid'],
    ],
    ['unknown input type', `${HEAD}inputs: { a: { type: strin } }\nsteps:\n - goto: /`, ['5:22 wrong_value']],
    [
      'key of another input type',
      `${HEAD}inputs: { a: { type: file, min: 1 } }\nsteps:\n - goto: /`,
      ['5:28 unknown_key'],
    ],
    [
      'bad pattern',
      `${HEAD}inputs: { a: { type: string, pattern: '(' } }\nsteps:\n - goto: /`,
      ['5:39 pattern_invalid'],
    ],
    [
      'look-around',
      `${HEAD}inputs: { a: { type: string, pattern: '(?=a)' } }\nsteps:\n - goto: /`,
      ['5:39 pattern_invalid'],
    ],
    [
      'min above max',
      `${HEAD}inputs: { a: { type: number, min: 2, max: 1 } }\nsteps:\n - goto: /`,
      ['5:14 bounds_invalid'],
    ],
    [
      'bad default',
      `${HEAD}inputs: { a: { type: date, default: soon } }\nsteps:\n - goto: '{{ a }}'`,
      ['5:37 input_default_invalid'],
    ],
    [
      'reserved input name',
      `${HEAD}inputs: { row: { type: string } }\nsteps:\n - goto: /`,
      ['5:11 name_invalid'],
    ],
    [
      'constructor as a name',
      `${HEAD}inputs: { constructor: { type: string } }\nsteps:\n - goto: /`,
      ['5:11 name_invalid'],
    ],
    ['__proto__ as a key', `${HEAD}steps:\n - goto: /\n__proto__: { a: 1 }`, ['7:1 key_invalid']],
    ['unknown input in a template', `${HEAD}steps:\n - goto: '/a/{{ b }}'`, ['6:17 template_unknown_name']],
    ['unknown filter', `${HEAD}steps:\n - goto: /{{ row.a | uper }}`, ['6:22 template_unknown_filter']],
    ['open braces', `${HEAD}steps:\n - screenshot: 'a {{ row.b'`, ['6:19 template_syntax']],
    [
      'template in a step title',
      `${HEAD}steps:\n - goto: /\n   title: '{{ row.b }}'`,
      ['7:11 template_not_allowed'],
    ],
    ['submit without commit', `${SUBMIT}steps:\n - goto: /`, ['4:9 commit_missing']],
    ['commit in read', `${HEAD}steps:\n - goto: /\n   commit: true`, ['7:12 commit_in_read']],
    [
      'commit on a reading verb',
      `${SUBMIT}steps:\n - expect: { text: a }\n   commit: true`,
      ['7:12 commit_not_acting'],
    ],
    [
      'commit with retry',
      `${SUBMIT}steps:\n - goto: /\n   commit: true\n   retry: { times: 1 }`,
      ['7:12 commit_repeated'],
    ],
    [
      'commit that may fail',
      `${SUBMIT}steps:\n - goto: /\n   commit: true\n   optional: true`,
      ['7:12 commit_repeated'],
    ],
    [
      'a step id twice',
      `${HEAD}steps:\n - goto: /\n   id: a\n - goto: /\n   id: a`,
      ['9:8 duplicate_step_id'],
    ],
    [
      'output nobody reads',
      `${HEAD}outputs:\n  a: { type: string }\nsteps:\n - goto: /`,
      ['6:3 output_not_extracted'],
    ],
    ['output nobody declares', `${HEAD}steps:\n - extract: { a: { testid: a } }`, ['6:15 output_undeclared']],
    [
      'output of two types',
      `${HEAD}outputs: { a: { type: string } }\nsteps:\n - extract: { a: { testid: a, as: number } }`,
      ['7:35 output_type_mismatch'],
    ],
    ['nothing to extract', `${HEAD}steps:\n - extract: {}`, ['6:13 wrong_value']],
    [
      'condition on an unknown input',
      `${HEAD}steps:\n - fail: { message: m, when: { all: [{ text: a }, { input: q, empty: true }] } }`,
      ['6:60 input_unknown'],
    ],
    [
      'bad pattern in a condition',
      `${HEAD}inputs: { q: { type: string } }\nsteps:\n - goto: /\n   when: { input: q, matches: '[' }`,
      ['8:31 pattern_invalid'],
    ],
    ['nothing to verify with', `${HEAD}verify: []\nsteps:\n - goto: /`, ['5:9 wrong_value']],
  ];
  it.each(cases)('%s', (_, source, expected) => {
    expect(faults(source)).toEqual(expected);
  });

  it('reports several faults at once, in the order of the document', () => {
    const source = `${HEAD}inputs: { a: { type: strin } }\nsteps:\n - clik: 1\n - goto: 5\n - press: [x]`;
    expect(faults(source)).toEqual([
      '5:22 wrong_value',
      '7:4 unknown_key',
      '8:10 wrong_type',
      '9:11 wrong_type',
    ]);
  });

  it('places a template in a text written over several lines at the text', () => {
    expect(faults(`${HEAD}steps:\n - goto: >\n     /a\n     {{ b }}\n`)).toEqual([
      '6:10 template_unknown_name',
    ]);
  });
});
