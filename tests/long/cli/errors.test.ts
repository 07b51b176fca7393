import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { furrow } from '@/tests/integration/cli/furrow-process';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

const ORDERS = 'order_no\nAB-1002\n';
const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000';
const YAML = `version: 1
name: mine
title: Mine
base_url: http://127.0.0.1:4010
effect: read
inputs:
  order_no: { type: string }
steps:
  - goto: /orders
`;

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

interface Expected {
  readonly exit: number;
  readonly code: string;
  readonly message: RegExp;
}

/** Runs a command that must fail, and compares everything there was before with what there is now. */
async function expectRefusal(args: readonly string[], expected: Expected) {
  const before = await installation.leftovers();
  const answer = await installation.run(...args, '--json');
  const { error } = answer.json();
  expect(error).toEqual({
    code: expected.code,
    message: expect.stringMatching(expected.message),
    details: expect.any(Object),
  });
  expect(answer.code).toBe(expected.exit);
  expect(error.message).not.toContain('\n');
  expect(await installation.leftovers()).toEqual(before);
  return error;
}

describe('a file that is no table', () => {
  const workbook = Buffer.from(
    'PK\u0003\u0004\u0014\u0000\u0006\u0000[Content_Types].xml xl/workbook.xml',
    'latin1',
  );
  it.each([
    ['an empty file', '', 'file_empty', /^CSV file is empty/],
    ['blank lines', '\n\n  \n', 'file_blank', /^CSV file contains no data/],
    ['a header only', 'order_no;city\n', 'no_data_rows', /^No valid data rows found/],
    ['a workbook', workbook, 'file_not_csv', /^Invalid CSV format: .*Excel workbook.*CSV UTF-8/],
    ['an open quote', '"order_no\nAB-1002\n', 'unclosed_quote', /line 1/],
  ])('%s is refused', async (name, content, code, message) => {
    const file = installation.file(`${name.replaceAll(' ', '-')}.csv`, content);
    await expectRefusal(['run', file, '--automation', 'order-status'], { exit: 2, code, message });
  });

  it('a missing one is refused, also by preview', async () => {
    const expected = { exit: 2, code: 'file_not_found', message: /^CSV file not found: .*nowhere\.csv$/ };
    const path = join(installation.folder, 'nowhere.csv');
    await expectRefusal(['run', path, '--automation', 'order-status'], expected);
    await expectRefusal(['preview', path], expected);
  });

  it('one of 1 GB is refused', async () => {
    const path = installation.file('large.csv', '');
    const file = openSync(path, 'w');
    writeSync(file, ORDERS);
    ftruncateSync(file, 1024 ** 3);
    closeSync(file);
    await expectRefusal(['run', path, '--automation', 'order-status'], {
      exit: 2,
      code: 'file_too_large',
      message: /^CSV file too large: .*500 MB/,
    });
  });

  it('one in a system folder is refused', async () => {
    await expectRefusal(['preview', '/etc/passwd'], {
      exit: 2,
      code: 'access_denied',
      message: /sensitive system directory/,
    });
  });
});

describe('an automation that cannot run', () => {
  it.each([
    ['an unknown name', 'no-such-thing', 'automation_not_found', /^Automation not found: no-such-thing/],
    ['a missing file', './no-such.yaml', 'automation_file_not_found', /^Automation file not found/],
  ])('%s', async (_, automation, code, message) => {
    const file = installation.file('orders.csv', ORDERS);
    await expectRefusal(['run', file, '--automation', automation], { exit: 2, code, message });
  });

  it.each([
    ['wrong YAML', YAML.replace('title: Mine', 'title: [Mine'), 4, /./],
    ['an unknown key', YAML.replace('  - goto', '  - gotoo'), 9, /gotoo/],
    ['an unknown name in a template', YAML.replace('/orders', '"/orders/{{ ordr_no }}"'), 9, /ordr_no/],
    ['submit without a commit step', YAML.replace('effect: read', 'effect: submit'), 5, /commit/],
  ])('%s is told with its line and column', async (name, yaml, line, message) => {
    const csv = installation.file('orders.csv', ORDERS);
    const file = installation.file(`${name.replaceAll(' ', '-')}.yaml`, yaml);
    const error = await expectRefusal(['run', csv, '--automation', file], {
      exit: 2,
      code: 'automation_invalid',
      message,
    });
    expect(error.details.errors[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    expect(error.message).toMatch(/\.yaml:\d+:\d+: /);
    expect(Math.abs(error.details.errors[0].line - line)).toBeLessThanOrEqual(1);
  });

  it.each(['validate', 'add'])('is refused by "automation %s" too', async (verb) => {
    const file = installation.file('wrong.yaml', YAML.replace('  - goto', '  - gotoo'));
    await expectRefusal(['automation', verb, file], {
      exit: 2,
      code: 'automation_invalid',
      message: /wrong\.yaml:9:5: .*gotoo/,
    });
  });

  it.each([
    ['an unbound input', ['--limit', '5'], 'inputs_unbound', /needs order_no.*--map.*"Item"/],
    ['an unknown column', ['--map', 'order_no=City'], 'unknown_columns', /no column "City"/],
    ['an unknown input', ['--map', 'city=Item'], 'unknown_inputs', /no input city/],
  ])('%s is named', async (_, options, code, message) => {
    const file = installation.file('other.csv', 'Item\nAB-1002\n');
    const automation = installation.file('mine.yaml', YAML);
    await expectRefusal(['run', file, '--automation', automation, ...options], { exit: 2, code, message });
  });
});

describe.concurrent('wrong settings and usage', () => {
  let file: string;
  beforeAll(() => {
    file = installation.file('shared.csv', ORDERS);
  });

  it.each([
    [['--concurrency', '101'], 'settings_invalid', /settings\.concurrency/],
    [['--max-retries=-1'], 'settings_invalid', /max_retries must be >= 0/],
    [['--backoff-factor', '1'], 'settings_invalid', /backoff_factor must be > 1/],
    [['--key', 'City'], 'unknown_columns', /"City"/],
    [['--rate=-1'], 'settings_invalid', /settings\.rate_per_minute/],
    [['--account', 'Shop'], 'unknown_columns', /"Shop"/],
    [['--canary', '1.5'], 'settings_invalid', /settings\.canary/],
    [['--break-at', '120%'], 'usage_invalid', /--break-at/],
    [['--limit', '0'], 'usage_invalid', /--limit/],
    [['--colour'], 'usage_invalid', /unknown option '--colour'/],
  ])('%s', async (options, code, message) => {
    await expectRefusal(['run', file, '--automation', 'order-status', ...options], {
      exit: 2,
      code,
      message,
    });
  });

  it.each([
    [[], /which command/],
    [['fly'], /unknown command 'fly'/],
    [['token'], /which command/],
    [['status'], /missing required argument/],
    [['resolve', UNKNOWN_ID, 'done', '--rows', '1'], /done/],
  ])('furrow %s', async (args, message) => {
    await expectRefusal(args, { exit: 2, code: 'usage_invalid', message });
  });
});

describe.concurrent('unknown ids', () => {
  it.each([
    [['status', UNKNOWN_ID], 'batch_not_found'],
    [['status', 'not-an-id'], 'batch_not_found'],
    [['watch', UNKNOWN_ID], 'batch_not_found'],
    [['start', UNKNOWN_ID], 'batch_not_found'],
    [['pause', UNKNOWN_ID], 'batch_not_found'],
    [['resume', UNKNOWN_ID], 'batch_not_found'],
    [['stop', UNKNOWN_ID], 'batch_not_found'],
    [['retry', UNKNOWN_ID], 'batch_not_found'],
    [['resolve', UNKNOWN_ID, 'failed', '--rows', '1'], 'batch_not_found'],
    [['verify', UNKNOWN_ID], 'batch_not_found'],
    [['export', UNKNOWN_ID, '--format', 'json'], 'batch_not_found'],
    [['share', UNKNOWN_ID], 'batch_not_found'],
    [['unshare', UNKNOWN_ID], 'share_not_found'],
    [['update-job', '20260131120000-a1b2c3_0001', 'completed'], 'job_not_found'],
    [['automation', 'show', 'no-such-thing'], 'automation_not_found'],
    [['token', 'revoke', UNKNOWN_ID], 'token_not_found'],
  ])('furrow %s', async (args, code) => {
    await expectRefusal(args, { exit: 1, code, message: /./ });
  });
});

describe('a broken system', () => {
  it('says that the database cannot be reached', async () => {
    const env = { ...installation.env, DATABASE_URL: 'postgresql://nobody@127.0.0.1:5719/none' };
    const answer = await furrow(['list', '--json'], { env });
    expect(answer.json().error.code).toBe('database_unreachable');
    expect(answer.code).toBe(3);
  });

  it('names a wrong setting', async () => {
    const answer = await furrow(['list', '--json'], { env: { ...installation.env, PORT: 'high' } });
    expect(answer.json().error).toMatchObject({
      code: 'configuration_invalid',
      message: expect.stringMatching(/^Configuration validation failed: PORT/),
    });
    expect(answer.code).toBe(2);
  });
});
