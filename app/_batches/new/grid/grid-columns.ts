import { columnWidth } from './column-width';
import type { GridColumn } from './grid-row-data';

/** What a column of the file holds, as the reader found it. */
export interface ColumnFacts {
  readonly type: string;
  readonly format: string | null;
  readonly filled_count: number;
}

interface ColumnsInput {
  readonly headers: readonly string[];
  readonly facts: readonly ColumnFacts[];
  readonly sampleRows: readonly (readonly string[])[];
  /** Rows that `filled_count` is of. */
  readonly rowCount: number;
  /** Column position -> titles of the inputs it feeds. */
  readonly inputsAt: ReadonlyMap<number, readonly string[]>;
  readonly keyColumn: string | null;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  empty: 'empty',
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'yes or no',
  date: 'date',
  email: 'e-mail',
  url: 'address',
};

export function gridColumns(input: ColumnsInput): GridColumn[] {
  const { headers, facts, sampleRows, rowCount, inputsAt, keyColumn } = input;
  return headers.map((header, index) => {
    const fact = facts[index];
    const inputs = inputsAt.get(index) ?? [];
    const head = inputs.length > 0 ? `${header} → ${inputs.join(', ')}` : header;
    const samples = sampleRows.map((cells) => cells[index] ?? '');
    const type = fact ? typeText(fact) : '';
    return {
      header,
      width: columnWidth(head, samples, type),
      typeText: type,
      fillRate: fact && rowCount > 0 ? fact.filled_count / rowCount : null,
      inputs,
      isKey: header !== '' && header === keyColumn,
      isNumber: fact?.type === 'integer' || fact?.type === 'number',
    };
  });
}

/** "date, dd.MM.yyyy"; the words of people for types they know by other names. */
function typeText({ type, format }: ColumnFacts): string {
  const word = TYPE_WORDS[type] ?? type;
  return format === null ? word : `${word}, ${format}`;
}
