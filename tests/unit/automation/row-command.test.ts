import { describe, expect, it } from 'vitest';
import { commandColumns } from '@/lib/automation/command-columns';
import { parseAutomation } from '@/lib/automation/parse-automation';
import { bindRowInputs, checkRowInputs, columnToBlame, readRowCommand } from '@/lib/automation/row-command';
import type { BindingChoices } from '@/lib/domain/bindings';

const parsed = parseAutomation(`version: 1
name: order-status
base_url: http://127.0.0.1:4010
effect: read
inputs:
  order_id: { type: string, title: Order number }
  email: { type: email, required: false }
  country: { type: string, default: DE }
  task: { type: string, required: false }
steps:
  - goto: /orders
`);
if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
const { automation } = parsed;

describe('the columns in which rows name their automation', () => {
  it.each([
    [['order', 'task'], [1]],
    [['command', 'order'], [0]],
    [
      [' Command ', 'TASK'],
      [1, 0],
    ],
    [['tasks', 'a command', 'params.task', '__proto__'], []],
  ])('%j', (headers, expected) => {
    expect(commandColumns(headers)).toEqual(expected);
  });
});

describe('a row names its automation', () => {
  it.each([
    [['@order-status', ''], 'order-status in 0'],
    [['', 'order-status x=1'], 'order-status in 1'],
    [['', '  '], 'command_missing in 0'],
    [['@a', '@a'], 'command_twice in 1'],
    [['@a "', ''], 'command_quote_open in 0'],
    [[], 'command_missing in 0'],
  ])('%j: %s', (cells, expected) => {
    const row = readRowCommand([0, 1], cells);
    expect(`${row.ok ? row.command.name : row.code} in ${row.column}`).toBe(expected);
  });
});

/** What each input of the row gets, and the codes of its problems. */
function rowInputs(row: Record<string, string>, chosen: BindingChoices = {}): Record<string, unknown> {
  const columns = Object.keys(row).map((header) => ({ header }));
  const cells = Object.values(row);
  const bindings = bindRowInputs(automation, columns, chosen);
  const named = readRowCommand(bindings.commands, cells);
  if (!named.ok) throw new Error(named.code);
  const { values, problems } = checkRowInputs(automation, bindings, cells, named.command);
  const blamed = problems.map(
    ({ input, code }) => `${code} ${input} ${columnToBlame(bindings, input, cells, named.column)}`,
  );
  return { ...Object.fromEntries(values), problems: blamed };
}

describe('the inputs of a row that chose its automation', () => {
  it.each([
    ['params.<name> wins', { task: '@order-status order_id=I', order_id: 'C', 'params.order_id': 'P' }, 'P'],
    ['<name> wins over inline', { task: '@order-status order_id=I', order_id: 'C' }, 'C'],
    ['inline when the cells are empty', { task: '@x order_id=I', order_id: ' ', 'params.order_id': '' }, 'I'],
    ['<name> when params.<name> is empty', { task: '@x', 'params.order_id': '', order_id: 'C' }, 'C'],
    ['a name in other letters', { task: '@x', 'Order-ID': 'C' }, 'C'],
    ['its title', { task: '@x', 'order number': 'C' }, 'C'],
    ['what is quoted', { task: '@x order_id="two words"' }, 'two words'],
  ])('%s', (_, row, expected) => {
    expect(rowInputs(row)).toMatchObject({ order_id: expected, problems: [] });
  });

  it('are missing when no cell has them, unless there is a default', () => {
    const row = { command: '@x', 'params.order_id': '', order_id: '', email: '' };
    expect(rowInputs(row)).toEqual({
      email: '',
      country: 'DE',
      task: '',
      problems: ['input_missing order_id 1'],
    });
  });

  it('are checked wherever they come from, and unknown values are a fault', () => {
    expect(rowInputs({ task: '@x order_id=1 email=nobody colour=red', z: '' }).problems).toEqual([
      'type_invalid email 0',
      'input_unknown order-status 0',
    ]);
    expect(rowInputs({ z: '', task: '@x order_id=1', email: 'nobody' }).problems).toEqual([
      'type_invalid email 2',
    ]);
  });

  it('never take the command itself for a value', () => {
    expect(rowInputs({ task: '@order-status order_id=1', order_id: '' })).toMatchObject({ task: '' });
  });

  it('come from where a person says', () => {
    const row = { task: '@x order_id=I country=FR', order_id: 'C', other: 'O' };
    expect(rowInputs(row, { order_id: 'other' }).order_id).toBe('O');
    expect(rowInputs(row, { country: { constant: 'IT' } }).country).toBe('IT');
    expect(rowInputs({ ...row, other: '' }, { order_id: 'other' }).order_id).toBe('I');
  });

  it('may bear names that every object has', () => {
    expect(rowInputs({ task: '@x order_id=1 __proto__=2 constructor=3' }).problems).toEqual([
      'input_unknown order-status 0',
      'input_unknown order-status 0',
    ]);
  });
});
