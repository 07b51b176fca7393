import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordingText } from '@/tests/support/recordings';
import { furrow } from './furrow-process';

const folder = mkdtempSync(join(tmpdir(), 'furrow-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// No database is there to be asked.
const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:5719/none' };
const fixture = (name: string) => `tests/fixtures/recordings/${name}`;

describe('furrow import', () => {
  it('prints an automation; with --sample its inputs are columns; -o writes it', async () => {
    const output = join(folder, 'signup.yaml');
    const sample = join(folder, 'sample.csv');
    writeFileSync(sample, 'Kunde;Mail\nC-9001;ada@example.com\n');
    const args = ['import', fixture('codegen-signup.js.txt'), '--sample', sample, '-o', output, '--json'];
    const answer = await furrow(args, { env });
    expect(answer.code).toBe(0);
    const json = answer.json();
    expect(json).toMatchObject({ format: 'playwright-javascript', effect: 'submit', file: output });
    expect(json.notes).toContainEqual(expect.objectContaining({ code: 'commit_guessed', line: 18 }));
    expect(readFileSync(output, 'utf8')).toBe(json.source);
    expect(json.source).toContain('fill: { label: Customer number, value: "{{ kunde }}" }');
    expect(answer.stderr).toContain('WARNING line 18: "Create account" looks like the step that submits');
  });

  it('reads standard input, whatever it is called', async () => {
    const answer = await furrow(['import', '-'], { env, input: recordingText('codegen_order.py') });
    expect(answer).toMatchObject({ code: 0 });
    expect(answer.stdout).toContain('  - fill: { label: Order number, value: "{{ order_number }}" }\n');
  });

  it('exits 2 for what is no recording', async () => {
    const answer = await furrow(['import', 'package.json', '--json'], { env });
    expect(answer.code).toBe(2);
    expect(answer.json()).toMatchObject({ error: { code: 'recording_unknown' } });
  });
});
