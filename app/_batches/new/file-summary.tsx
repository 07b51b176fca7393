'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { FormField } from '@/app/_components/ui/form-field';
import { Select } from '@/app/_components/ui/select';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { columnsText, rowsText } from '../format';
import type { DialectChoice } from './batch-draft';
import { DELIMITERS, delimiterName, encodingOptions } from './dialect-options';
import type { CsvPreviewJson } from './use-preview';

interface FileSummaryProps {
  readonly upload: UploadJson;
  readonly preview: CsvPreviewJson;
  readonly isReading: boolean;
  readonly onDialect: (dialect: DialectChoice) => void;
  readonly onOtherFile: () => void;
}

/** What was understood of the file, in one line; wrong guesses are corrected here and read again at once. */
export function FileSummary({ upload, preview, isReading, onDialect, onOtherFile }: FileSummaryProps) {
  const [isChanging, setIsChanging] = useState(false);
  const { dialect, headers, row_count: rows, unique_column: key } = preview;
  const facts = [
    rowsText(rows),
    delimiterName(dialect.delimiter),
    dialect.encoding.toUpperCase(),
    columnsText(headers.length),
    ...(key === null ? [] : [`every ${key} is different`]),
  ];
  const change = (next: DialectChoice) =>
    onDialect({ delimiter: dialect.delimiter, encoding: dialect.encoding, ...next });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1" aria-busy={isReading}>
        <span className="font-medium [overflow-wrap:anywhere]">{upload.filename}</span>
        <span className={isReading ? 'text-faint' : 'text-muted'}>{facts.join(' · ')}</span>
        <Button
          variant="link"
          size="text"
          aria-expanded={isChanging}
          onClick={() => setIsChanging(!isChanging)}
        >
          {isChanging ? 'done' : 'change'}
        </Button>
        <Button variant="link" size="text" onClick={onOtherFile}>
          other file
        </Button>
      </div>
      {isChanging && (
        <div className="grid max-w-xl gap-3 sm:grid-cols-2">
          <FormField label="Delimiter">
            {(control) => (
              <Select
                {...control}
                options={DELIMITERS}
                value={dialect.delimiter}
                onValueChange={(delimiter) => change({ delimiter })}
              />
            )}
          </FormField>
          <FormField label="Encoding">
            {(control) => (
              <Select
                {...control}
                options={encodingOptions(dialect.encoding)}
                value={dialect.encoding}
                onValueChange={(encoding) => change({ encoding })}
              />
            )}
          </FormField>
        </div>
      )}
    </div>
  );
}
