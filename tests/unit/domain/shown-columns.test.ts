import { expect, it } from 'vitest';
import { shownColumns, showRow } from '@/lib/domain/shown-columns';

const row = {
  cells: ['AB-1', 'Zoë Example', '4', 'zoe@shop.example'],
  errorMessage: 'No mail to zoe@shop.example for AB-1',
  output: {
    status: 'Shipped to Zoë Example',
    pieces: 4,
    total: 48.2,
    people: ['Zoë Example', { mail: 'zoe@shop.example' }],
    none: null,
  },
};

it('shows the chosen columns in the order of the file', () => {
  expect(shownColumns(['a', 'b', 'c'], ['c', 'a', 'x'])).toEqual({ headers: ['a', 'c'], columns: [0, 2] });
});

it('lets no hidden cell out, neither by message nor by output', () => {
  const shown = showRow(row, [0]);
  expect(shown.cells).toEqual(['AB-1']);
  expect(shown.errorMessage).toBe('No mail to ••• for AB-1');
  expect(shown.output).toEqual({
    status: 'Shipped to •••',
    pieces: '•••',
    total: 48.2,
    people: ['•••', { mail: '•••' }],
    none: null,
  });
});

it('finds a hidden cell that was trimmed, or written in other letters, and takes no cell for a pattern', () => {
  const errorMessage = 'No a.b+(c) nor axb for zoë@shop.example';
  const cells = ['AB-1', ' Zoë@Shop.Example ', 'A.B+(C)'];
  const shown = showRow({ cells, errorMessage, output: { mail: 'ZOË@shop.example' } }, [0]);
  expect(shown.errorMessage).toBe('No ••• nor axb for •••');
  expect(shown.output).toEqual({ mail: '•••' });
});

it('lets out neither what a hidden cell was before an edit, nor what it is in an address', () => {
  const errorMessage = 'No ada@example.com at https://shop.example/?who=Ada%20Byron&or=Ada+Byron';
  const earlier = [['AB-1', 'ada@example.com']];
  const shown = showRow({ cells: ['AB-1', 'Ada Byron'], errorMessage, output: null }, [0], earlier);
  expect(shown.errorMessage).toBe('No ••• at https://shop.example/?who=•••&or=•••');
});

it('changes nothing when all columns are shown', () => {
  expect(showRow(row, [0, 1, 2, 3])).toEqual(row);
});
