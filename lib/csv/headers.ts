import type { Problem } from './problem';

/**
 * Names every header that cannot be used: blank ones, duplicates (after trimming), or all blank. Each problem
 * concerns the whole file and names the column position (1-based).
 */
export function headerProblems(headers: readonly string[], line: number): Problem[] {
  if (headers.every((header) => header.trim() === '')) {
    const message = `Line ${line}: all ${headers.length} column names are blank. The first line must name the columns.`;
    return [{ code: 'headers_blank', severity: 'error', line, column: 1, message }];
  }
  const firstColumns = new Map<string, number>();
  const problems: Problem[] = [];
  headers.forEach((header, index) => {
    const name = header.trim();
    const column = index + 1;
    const first = firstColumns.get(name);
    if (name === '') {
      const message = `Line ${line}: column ${column} has no name. Give every column a name.`;
      problems.push({ code: 'header_blank', severity: 'error', line, column, message });
    } else if (first !== undefined) {
      const message = `Line ${line}: column ${column} is named "${name}" like column ${first}. Give every column its own name.`;
      problems.push({ code: 'header_duplicate', severity: 'error', line, column, message });
    } else firstColumns.set(name, column);
  });
  return problems;
}

/** Makes headers usable without asking: a blank third one becomes `column_3`, a second `email` becomes `email_2`. */
export function uniqueHeaders(headers: readonly string[]): string[] {
  const taken = new Set(headers.map((header) => header.trim()));
  const used = new Set<string>();
  return headers.map((header, index) => {
    const name = header.trim();
    if (name !== '' && !used.has(name)) {
      used.add(name);
      return header;
    }
    const unique = freeName(name === '' ? `column_${index + 1}` : name, name === '', taken);
    taken.add(unique);
    used.add(unique);
    return unique;
  });
}

function freeName(base: string, mayStayPlain: boolean, taken: ReadonlySet<string>): string {
  if (mayStayPlain && !taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
