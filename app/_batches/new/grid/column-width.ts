/** Room for a type and a fill rate below the name. */
const NARROWEST = 132;
const WIDEST = 300;
/** Px of one character: header in the sans face, cells in the monospace one. */
const CHARACTER = { header: 7, type: 6.2, cell: 7.25 } as const;
/** A fill rate beside the type. */
const FILL_RATE = 76;
const PADDING = 32;

/** Wide enough for the header, its type and most of the first values; in px. */
export function columnWidth(header: string, samples: readonly string[], typeText = ''): number {
  const longest = samples.reduce((most, sample) => Math.max(most, lineLength(sample)), 0);
  const type = typeText.length * CHARACTER.type + FILL_RATE;
  const wanted = Math.max(header.length * CHARACTER.header, type, longest * CHARACTER.cell) + PADDING;
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, wanted)));
}

/** East Asian characters take two places in a monospace face. */
function lineLength(text: string): number {
  let length = 0;
  for (const char of text.slice(0, 80)) length += char >= '\u1100' ? 2 : 1;
  return length;
}

/** Widens columns alike until they fill the view; wider ones scroll. */
export function fillWidth<Column extends { readonly width: number }>(
  columns: readonly Column[],
  viewWidth: number,
): readonly Column[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  if (total === 0 || total >= viewWidth) return columns;
  let end = 0;
  let drawnEnd = 0;
  return columns.map((column) => {
    end += (column.width * viewWidth) / total;
    const width = Math.round(end) - drawnEnd;
    drawnEnd += width;
    return { ...column, width };
  });
}
