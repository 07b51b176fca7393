import { countText } from '../format';
import type { CsvPreviewJson } from './use-preview';

/** The first rows as they will be used. Columns that the automation takes are marked with the input's name. */
export function PreviewTable({
  preview,
  inputOf,
}: {
  preview: CsvPreviewJson;
  inputOf: ReadonlyMap<string, string>;
}) {
  const { headers, rows, row_count: count } = preview;
  return (
    <section
      aria-label="First rows of the file"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line focus-visible:outline-offset-0"
    >
      <table className="w-full border-collapse text-left">
        <thead className="bg-surface">
          <tr className="border-line border-b">
            <th scope="col" className="w-12 px-3 py-1.5 text-right font-normal text-faint text-xs">
              #
            </th>
            {headers.map((header) => (
              <th key={header} scope="col" className="max-w-64 truncate px-3 py-1.5 font-medium text-xs">
                {header}
                {inputOf.has(header) && (
                  <span className="ml-1.5 font-normal text-faint">
                    {inputOf.get(header) === header ? 'used' : `→ ${inputOf.get(header)}`}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are their position.
            <tr key={index} className="border-line border-b last:border-b-0">
              <td className="px-3 py-1.5 text-right text-muted">{index + 1}</td>
              {headers.map((header, column) => (
                <td
                  key={header}
                  title={cells[column]}
                  className="max-w-64 truncate px-3 py-1.5 font-mono text-xs"
                >
                  {cells[column] || <span className="text-faint">—</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {count > rows.length && (
          <caption className="caption-bottom border-line border-t px-3 py-1.5 text-left text-faint text-xs">
            {countText(rows.length)} of {countText(count)} rows
          </caption>
        )}
      </table>
    </section>
  );
}
