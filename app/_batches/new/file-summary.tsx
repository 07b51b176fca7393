'use client';

import { Button } from '@/app/_components/ui/button';
import { Progress } from '@/app/_components/ui/progress';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { columnsText, rowsText, spanText } from '../format';
import type { DialectChoice } from './batch-draft';
import { DialectFields } from './dialect-fields';
import { delimiterName, encodingText } from './dialect-options';
import type { CsvPreviewJson } from './use-preview';
import { useReadingRate } from './use-reading-rate';

interface FileSummaryProps {
  readonly upload: UploadJson;
  readonly preview: CsvPreviewJson;
  /** A changed dialect is on its way. */
  readonly isSettling: boolean;
  /** The choices of how it is read are open. */
  readonly isChanging: boolean;
  readonly onChanging: (isChanging: boolean) => void;
  readonly onDialect: (change: DialectChoice) => void;
  readonly onOtherFile: () => void;
}

/** What was understood of the file, in one line; wrong guesses are corrected here and read again at once. */
export function FileSummary(props: FileSummaryProps) {
  const { upload, preview, isSettling, isChanging, onChanging, onDialect, onOtherFile } = props;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1" aria-busy={isSettling}>
        <h2 className="font-medium [overflow-wrap:anywhere]">{upload.filename}</h2>
        <span className={isSettling ? 'text-faint' : 'text-muted'}>{factsText(upload, preview)}</span>
        <Button variant="link" size="text" aria-expanded={isChanging} onClick={() => onChanging(!isChanging)}>
          {isChanging ? 'done' : 'change'}
        </Button>
        <Button variant="link" size="text" onClick={onOtherFile}>
          other file
        </Button>
      </div>
      {isChanging && <DialectFields dialect={preview.dialect} onChange={onDialect} />}
      {upload.state !== 'ready' && <ReadingProgress upload={upload} />}
    </div>
  );
}

function factsText(
  { state, row_count: rowCount, empty_count: emptyCount }: UploadJson,
  preview: CsvPreviewJson,
): string {
  const { dialect, headers } = preview;
  const isRead = state === 'ready';
  const facts = [
    isRead ? rowsText(rowCount) : `the first ${rowsText(preview.row_count)}`,
    delimiterName(dialect.delimiter),
    encodingText(dialect),
    columnsText(headers.length),
    ...(dialect.skipped_lines > 0 ? [skippedText(dialect.skipped_lines)] : []),
    ...(isRead && emptyCount > 0 ? [`${rowsText(emptyCount)} empty`] : []),
  ];
  return facts.join(' · ');
}

function skippedText(lines: number): string {
  return `${lines} ${lines === 1 ? 'line' : 'lines'} above the column names skipped`;
}

/** How far reading is; what is shown meanwhile is the beginning of the file. */
function ReadingProgress({ upload }: { upload: UploadJson }) {
  const { state, size, read_bytes: read, row_count: rows, seconds_left: left } = upload;
  const rate = useReadingRate(rows, read);
  const share = state === 'reading' && size ? read / size : null;
  return (
    <div className="grid max-w-xl gap-1">
      <Progress value={share} label="File read" />
      <p role="status" className="text-muted">
        {state === 'receiving' && 'The file is still arriving. Below is its beginning.'}
        {state === 'received' && 'Waiting for a worker to read the file. Below is its beginning.'}
        {state === 'reading' && 'Reading the file. Below is its beginning.'}
        {rate !== null && ` ${rate}`}
        {left !== null && ` · ${left < 60 ? `${Math.ceil(left)} s` : spanText(left)} left`}
      </p>
    </div>
  );
}
