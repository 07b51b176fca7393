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

  it.each([['0'], ['51'], ['many']])('refuses to show %s rows', async (count) => {
    const answer = await installation.run('preview', 'examples/csv/orders.csv', '-n', count, '--json');
    expect(answer.code).toBe(2);
    expect(answer.json().error.code).toMatch(/^(preview_rows_invalid|usage_invalid)$/);
  });
});
