'use client';

import { errorText } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import type { DialectJson } from '@/lib/domain/wire/dialect';
import type { DialectChoice } from './batch-draft';
import { DialectFields } from './dialect-fields';

/** What the fields show before anything was understood. */
const PLAIN: DialectJson = {
  ...{ delimiter: ',', encoding: 'utf-8', quote: '"', newline: 'lf', bom: false },
  ...{ header_row: 1, skipped_lines: 0 },
  ...{ encoding_source: 'utf8', encoding_confidence: null, encoding_alternatives: [] },
};

interface UnreadableFileProps {
  readonly error: unknown;
  readonly dialect: DialectJson | null;
  /** Another way of reading it was asked for and does not work. */
  readonly isChanged: boolean;
  readonly onDialect: (change: DialectChoice) => void;
  readonly onReset: () => void;
  readonly onOtherFile: () => void;
}

/** A file that is no table as it is read: why, where, and what can be done here. */
export function UnreadableFile(props: UnreadableFileProps) {
  const { error, dialect, isChanged, onDialect, onReset, onOtherFile } = props;
  return (
    <div className="grid gap-5">
      <Notice
        tone="danger"
        title="The file cannot be read"
        action={
          <Button onClick={isChanged ? onReset : onOtherFile}>
            {isChanged ? 'Read it as before' : 'Choose another file'}
          </Button>
        }
      >
        {errorText(error)}
      </Notice>
      <section aria-labelledby="read-otherwise" className="grid gap-2">
        <h2 id="read-otherwise" className="font-medium">
          Or read it in another way
        </h2>
        <DialectFields dialect={dialect ?? PLAIN} onChange={onDialect} />
      </section>
    </div>
  );
}
