/** What tables are cut by; the order is that of how often people meet them. */
export const DELIMITERS = [
  { value: ',', label: 'comma ,' },
  { value: ';', label: 'semicolon ;' },
  { value: '\t', label: 'tab' },
  { value: '|', label: 'bar |' },
];

const NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? 'one column';
}

const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'windows-1251',
];

/** The usual encodings, with the one that was found when it is none of them. */
export function encodingOptions(found: string): { value: string; label: string }[] {
  const all = ENCODINGS.includes(found) ? ENCODINGS : [found, ...ENCODINGS];
  return all.map((encoding) => ({ value: encoding, label: encoding.toUpperCase() }));
}
