import { RelativeTime } from '@/app/_components/ui/time';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { columnsText, rowsText, sizeText } from '../format';

/** Files that are here already; on a new installation these are the samples. */
export function RecentFiles({
  files,
  onChoose,
}: {
  files: readonly UploadJson[];
  onChoose: (id: string) => void;
}) {
  if (files.length === 0) return null;
  return (
    <section id="samples" aria-labelledby="samples-title">
      <h2 id="samples-title" className="mb-1 font-medium">
        Or take a file that is here already
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              onClick={() => onChoose(file.id)}
              className="grid w-full grid-cols-[1fr_auto] items-baseline gap-x-4 px-2 py-2 text-left hover:bg-surface focus-visible:-outline-offset-2 sm:grid-cols-[minmax(10rem,1fr)_2fr_8rem]"
            >
              <span className="truncate font-medium">{file.filename}</span>
              <span className="truncate text-muted max-sm:order-last max-sm:col-span-2">
                {rowsText(file.row_count)} · {columnsText(file.headers.length)}
                {file.size === null ? '' : ` · ${sizeText(file.size)}`}
              </span>
              <RelativeTime at={file.created_at} className="text-right text-muted" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
