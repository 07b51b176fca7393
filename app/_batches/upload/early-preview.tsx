'use client';

import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '@/app/_components/api-client';
import type { previewSchema } from '@/lib/domain/wire/upload';
import { columnsText } from '../format';

const SHOWN_ROWS = 5;

/** The first rows of a file of which only the beginning has arrived: a wrong file shows before it is here. */
export function EarlyPreview({ uploadId }: { uploadId: string }) {
  const { data: preview } = useQuery({
    queryKey: ['upload', uploadId, 'early-preview'],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof previewSchema>>(`/uploads/${uploadId}/preview`, {
        query: { n: SHOWN_ROWS },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (!preview) return null;
  const { headers, rows } = preview;
  return (
    <section
      aria-label="Beginning of the file"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line focus-visible:outline-offset-0"
    >
      <table className="w-full border-collapse text-left">
        <caption className="caption-bottom border-line border-t px-3 py-1.5 text-left text-faint text-xs">
          The first rows, {columnsText(headers.length)}; the rest is still on its way
        </caption>
        <thead className="bg-surface">
          <tr className="border-line border-b">
            {headers.map((header, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headers may be equal; a column is its place.
              <th key={column} scope="col" className="max-w-64 truncate px-3 py-1.5 font-medium text-xs">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are their position.
            <tr key={index} className="border-line border-b last:border-b-0">
              {headers.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
                <td key={column} className="max-w-64 truncate px-3 py-1.5 font-mono text-xs">
                  {cells[column] || <span className="text-faint">—</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
