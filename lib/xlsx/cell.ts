/** What a cell of a sheet holds. A text is never read as a formula; a `link` is shown as its text. */
export type SheetValue = string | number | boolean | Date | null | SheetLink;

export interface SheetLink {
  readonly text: string;
  /** Absolute http(s) address. */
  readonly href: string;
}

/** Places in the style table of styles.ts. */
export const STYLE = { plain: 0, header: 1, text: 2, time: 3, link: 4 } as const;

/** The most characters that a spreadsheet keeps in one cell. */
const MAX_CELL_CHARS = 32_767;
/** Above it a spreadsheet would round the last digits. */
const MAX_EXACT = 999_999_999_999_999;
/** Days from the spreadsheets' day zero to 1970-01-01. */
const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;

/** One `<c>` element; nothing for an empty cell. `ref` as in `B12`. */
export function cellXml(ref: string, value: SheetValue): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') return textXml(ref, value, STYLE.text);
  if (typeof value === 'number') return numberXml(ref, value);
  if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value instanceof Date) {
    return `<c r="${ref}" s="${STYLE.time}"><v>${value.getTime() / DAY_MS + EPOCH_DAYS}</v></c>`;
  }
  return textXml(ref, value.text, STYLE.link);
}

function numberXml(ref: string, value: number): string {
  const isKept = Number.isFinite(value) && Math.abs(value) <= MAX_EXACT;
  return isKept ? `<c r="${ref}"><v>${value}</v></c>` : textXml(ref, String(value), STYLE.text);
}

export function textXml(ref: string, text: string, style: number): string {
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shorten(text))}</t></is></c>`;
}

function shorten(text: string): string {
  return text.length <= MAX_CELL_CHARS ? text : `${text.slice(0, MAX_CELL_CHARS - 1)}…`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold, and text that looks like the notation for it. A lone CR would come back as LF. */
const UNSPEAKABLE = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** Text for an element or an attribute. Control characters are written in the format's own `_x000D_` notation. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSPEAKABLE, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

/** `A`, `Z`, `AA` ... for a 0-based column. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
