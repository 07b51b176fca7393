/** What a file is when it is no text table; `hint` tells the user what to do. */
export type BinaryKind = { kind: string; hint: string };

const AS_CSV = 'open it and save it as "CSV UTF-8 (comma delimited)", then upload that file';

const MAGIC: readonly { bytes: string; kind: string; hint: string }[] = [
  { bytes: '%PDF-', kind: 'a PDF document', hint: 'export the table as CSV from the program it came from' },
  { bytes: '\x89PNG', kind: 'a PNG image', hint: 'upload the table itself as CSV, not a picture of it' },
  {
    bytes: '\xff\xd8\xff',
    kind: 'a JPEG image',
    hint: 'upload the table itself as CSV, not a picture of it',
  },
  { bytes: 'GIF8', kind: 'a GIF image', hint: 'upload the table itself as CSV, not a picture of it' },
  { bytes: '\xd0\xcf\x11\xe0', kind: 'an old Excel or Office file', hint: AS_CSV },
  { bytes: '\x1f\x8b\x08', kind: 'a gzip archive', hint: 'unpack it and upload the CSV inside' },
  { bytes: '7z\xbc\xaf', kind: 'a 7-Zip archive', hint: 'unpack it and upload the CSV inside' },
  { bytes: 'Rar!', kind: 'a RAR archive', hint: 'unpack it and upload the CSV inside' },
  { bytes: 'PAR1', kind: 'a Parquet file', hint: 'export the table as CSV' },
  { bytes: 'SQLite format 3', kind: 'a SQLite database', hint: 'export the table as CSV' },
  { bytes: '{\\rtf', kind: 'a rich text document', hint: 'export the table as CSV' },
];

/** Looks at the first bytes of a file. Null when they may be a text table. */
export function sniffBinary(head: Uint8Array, isWideText: boolean): BinaryKind | null {
  const start = latin1(head.subarray(0, 64));
  if (start.startsWith('PK\x03\x04')) return zipKind(head);
  // Fewer than four bytes are also one rare letter of UTF-16 or UTF-32.
  const known = isWideText ? MAGIC.filter(({ bytes }) => bytes.length >= 4) : MAGIC;
  const match = known.find(({ bytes }) => start.startsWith(bytes));
  if (match !== undefined) return match;
  if (/^\s*(<!doctype html|<html)/i.test(start)) {
    return {
      kind: 'a web page',
      hint: 'the download was probably an error or sign-in page: download the CSV again and check it',
    };
  }
  return !isWideText && isMostlyBinary(head)
    ? { kind: 'a binary file', hint: 'export the table as CSV' }
    : null;
}

function zipKind(head: Uint8Array): BinaryKind {
  const names = latin1(head.subarray(0, 8192));
  if (names.includes('xl/') || names.includes('[Content_Types].xml')) {
    return { kind: 'an Excel workbook', hint: AS_CSV };
  }
  if (names.includes('opendocument.spreadsheet'))
    return { kind: 'an OpenDocument spreadsheet', hint: AS_CSV };
  return { kind: 'a ZIP archive', hint: 'unpack it and upload the CSV inside' };
}

/** A stray NUL is the fault of one row; many of them are no text. */
function isMostlyBinary(head: Uint8Array): boolean {
  let nulCount = 0;
  let controlCount = 0;
  for (const byte of head) {
    if (byte === 0) nulCount += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controlCount += 1;
  }
  return nulCount >= 8 && (nulCount + controlCount) * 20 > head.length;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 8192));
}
