import { describe, expect, it } from 'vitest';
import { readPastedTable, toFile } from '@/app/_batches/upload/pasted-table';

describe('readPastedTable', () => {
  it('counts rows and columns of cells copied from a spreadsheet', () => {
    const table = readPastedTable('Order\tName\tNote\r\nA-1\tAda\t\r\nA-2\tBo\tlate\r\n');
    expect(table).toMatchObject({
      rowCount: 2,
      columnCount: 3,
      headers: ['Order', 'Name', 'Note'],
      delimiter: '\t',
    });
  });

  it('takes line ends, tabs and quotes inside a quoted cell as part of the cell', () => {
    const table = readPastedTable('"two\nlines"\tb\n"said ""hi""\tthere\n"\t2\nx\t"y"\n');
    expect(table).toMatchObject({ rowCount: 2, columnCount: 2, headers: ['two\nlines', 'b'] });
  });

  it('takes a quote that nothing closes as a character', () => {
    expect(readPastedTable('inch\tname\n5"\tscrew\n"7\tnail\n')).toMatchObject({ rowCount: 2 });
  });

  it('leaves blank lines out', () => {
    expect(readPastedTable('a\tb\n\n1\t2\n\t\n \n')).toMatchObject({ rowCount: 1 });
  });

  it('does not know the columns of text without tabs', () => {
    expect(readPastedTable('a;b\n1;2\n3;4')).toMatchObject({
      rowCount: 2,
      columnCount: null,
      delimiter: null,
    });
  });

  it.each(['', 'word', 'a\tb', '\n\n', 'a\tb\n\t\n'])('finds no table in %j', (text) => {
    expect(readPastedTable(text)).toBeNull();
  });

  it('counts a large table in time', () => {
    const text = `a\tb\n${'1\t"2 ""x"" 3"\n'.repeat(300_000)}`;
    expect(readPastedTable(text)?.rowCount).toBe(300_000);
  });

  it('becomes a file with the very text', async () => {
    const table = readPastedTable('a\tb\n1\tZo\u00eb\n');
    if (!table) throw new Error('It is a table');
    const file = toFile(table);
    expect([file.name, await file.text()]).toEqual(['pasted rows.tsv', 'a\tb\n1\tZo\u00eb\n']);
  });
});
