import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation, type Installation } from './installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

describe('furrow preview', () => {
  it('shows how a file is read, without a database', async () => {
    const { furrow } = await import('./furrow-process');
    const env = { ...installation.env, DATABASE_URL: 'postgresql://nobody@127.0.0.1:5719/none' };
    const answer = await furrow(['preview', 'examples/csv/orders.csv', '-n', '3', '--json'], { env });
    const preview = answer.json();
    expect(preview).toMatchObject({
      dialect: { delimiter: ';', encoding: 'utf-8', quote: '"', newline: 'crlf', bom: true, header_row: 1 },
      headers: ['Order no', 'Customer', 'E-mail', 'Ordered on', 'Amount', 'Note'],
      ...{ row_count: 320, unique_column: 'Order no', problems: [], problem_count: 0 },
    });
    expect(preview.rows).toHaveLength(3);
    expect(answer.code).toBe(0);
  });

  it('exits 0 with problems, and names them', async () => {
    const file = installation.file('ragged.csv', 'id,id,name\n1,1,a\n2,2\n3,3,c,d\n');
    const answer = await installation.run('preview', file, '--json');
    expect(answer.code).toBe(0);
    const { problems } = answer.json();
    expect(problems.map((problem: { severity: string }) => problem.severity)).toEqual(
      expect.arrayContaining(['error', 'warning']),
    );
    expect(answer.json().problem_count).toBe(problems.length);
    expect((await installation.run('preview', file)).stdout).toContain('error: ');
  });

  it('reads standard input, with a delimiter and a key of your choice', async () => {
    const input = 'a|b;c\n1|x;y\n1|z;z\n';
    const answer = await installation.runWithInput(
      input,
      'preview',
      '-',
      '--delimiter',
      '|',
      '--key',
      'a',
      '--json',
    );
    expect(answer.json()).toMatchObject({
      headers: ['a', 'b;c'],
      rows: [
        ['1', 'x;y'],
        ['1', 'z;z'],
      ],
      unique_column: 'a',
      problems: [{ code: 'duplicate_key', row: 2, line: 3 }],
    });
  });

  it('with an automation says what feeds its inputs and what the rows will do', async () => {
    const file = installation.file('near.csv', 'Bestellnummer,other\nAB-1002,x\n');
    const automation = 'examples/automations/order-status.yaml';
    const answer = await installation.run('preview', file, '--automation', automation, '--json');
    expect(answer.json()).toMatchObject({
      automation: { name: 'order-status', effect: 'read' },
      bindings: { order_no: { column: 0, header: 'Bestellnummer' } },
      unbound: [],
      row_plans: [
        { row: 1, lines: expect.arrayContaining([expect.stringContaining('AB-1002')]), problems: [] },
      ],
    });
    const { stdout } = await installation.run(
      'preview',
      file,
      '--automation',
      automation,
      '--map',
      'order_no==Q-1',
    );
    expect(stdout).toMatch(/order_no +always "Q-1" +as you chose/);
    const other = installation.file('far.csv', 'place\nx\n');
    const unbound = await installation.run('preview', other, '--automation', automation);
    expect(unbound.code).toBe(0);
    expect(unbound.stdout).toContain('order_no needs a column or a text');
  });

  it('with an automation checks all rows, in the locale of their columns', async () => {
    const automation = installation.file(
      'bills.yaml',
      'version: 1\nname: bills\ntitle: Bills\nbase_url: http://127.0.0.1:1\neffect: read\ninputs:\n  due: { type: date }\n  amount: { type: number, decimal: "," }\nsteps:\n  - goto: /\n',
    );
    const rows = ['03/04/2026;1.234,5;k', '25/12/2026;x;l', '31/12/2026;7,5;k ', ';1.5;m'];
    const file = installation.file('bills.csv', `due;amount;key\n${rows.join('\n')}\n`);
    const question = ['preview', file, '--automation', automation, '--key', ' key', '-n', '1'];
    const answer = (await installation.run(...question, '--json')).json();
    expect(answer).toMatchObject({
      problem_count: 4,
      readings: ['due is read as day/month/year because row 2 says "25/12/2026".'],
      bindings: { due: { column: 0, reading: 'day_first' } },
    });
    const places = answer.problems.map((problem: { code: string; row: number }) => [
      problem.code,
      problem.row,
    ]);
    expect(places).toEqual([
      ['duplicate_key', 3],
      ['type_invalid', 2],
      ['input_missing', 4],
      ['type_invalid', 4],
    ]);
    expect(answer.problem_groups[0].message).toBe('2 rows: amount is no number with a decimal comma');
    const { stdout } = await installation.run(...question);
    expect(stdout).toContain('due is read as day/month/year because row 2 says "25/12/2026".');
    expect(stdout).toContain('Row 4 (line 5): amount is no number with a decimal comma.');
  });

  it.each([['0'], ['51'], ['many']])('refuses to show %s rows', async (count) => {
    const answer = await installation.run('preview', 'examples/csv/orders.csv', '-n', count, '--json');
    expect(answer.code).toBe(2);
    expect(answer.json().error.code).toMatch(/^(preview_rows_invalid|usage_invalid)$/);
  });
});
