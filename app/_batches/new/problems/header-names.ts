import { uniqueHeaders } from '@/lib/csv/headers';

const HEADER_FAULTS = ['header_blank', 'header_duplicate', 'headers_blank'];

/** Whether a fault goes away when the columns get names of their own. */
export function isHeaderFault(code: string): boolean {
  return HEADER_FAULTS.includes(code);
}

/** A column's name and the one it would get. */
export interface NewName {
  /** As it stands in the file; may be blank. */
  readonly header: string;
  readonly name: string;
}

/** The columns that reading with unique headers would rename. */
export function newNames(headers: readonly string[]): NewName[] {
  return uniqueHeaders(headers).flatMap((name, index) => {
    const header = headers[index] ?? '';
    return name === header ? [] : [{ header, name }];
  });
}

const SHOWN = 3;

/** "Name them Name and Name_2", "Name it column_3": what the button does. */
export function namesText(names: readonly NewName[]): string {
  const [first] = names;
  if (names.length === 1 && first) {
    const header = first.header.trim();
    return header === '' ? `Name it ${first.name}` : `Name them ${header} and ${first.name}`;
  }
  const all = names.map(({ name }) => name);
  if (all.length > SHOWN) return `Name them ${all.slice(0, SHOWN).join(', ')} and so on`;
  return `Name them ${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
