'use client';

import { type ClipboardEvent, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { columnsText, rowsText } from '../format';
import type { PastedTable } from './pasted-table';

interface PasteBoxProps {
  readonly onText: (text: string) => void;
}

/** A box to paste or type rows into. Pasting works anywhere on the page; this shows that it does. */
export function PasteBox({ onText }: PasteBoxProps) {
  const [text, setText] = useState('');
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted === '' || text !== '') return;
    // A large table need not be laid out as text first.
    event.preventDefault();
    onText(pasted);
  };
  return (
    <details>
      <summary className="w-fit cursor-pointer text-muted hover:text-ink">
        Or paste rows from a spreadsheet
      </summary>
      <div className="mt-2 grid gap-2">
        <textarea
          aria-label="Rows from a spreadsheet"
          placeholder="Copy the cells in Excel or Google Sheets, the header line included, and paste them here"
          rows={4}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPaste={paste}
          className="w-full rounded-md border border-edge bg-raised px-3 py-2 font-mono text-xs"
        />
        {text !== '' && (
          <Button className="justify-self-start" onClick={() => onText(text)}>
            Use these rows
          </Button>
        )}
      </div>
    </details>
  );
}

interface PastedRowsProps {
  readonly table: PastedTable;
  readonly onUse: () => void;
  readonly onDiscard: () => void;
}

const SHOWN_HEADERS = 8;

/** What was pasted, before it is sent. */
export function PastedRows({ table, onUse, onDiscard }: PastedRowsProps) {
  const { rowCount, columnCount, headers } = table;
  const more = headers.length > SHOWN_HEADERS ? ', …' : '';
  return (
    <section
      aria-label="Pasted rows"
      className="grid gap-3 rounded-lg border border-line bg-surface px-4 py-5"
    >
      <p>
        <span className="font-medium">
          Pasted: {rowsText(rowCount)}
          {columnCount === null ? '' : ` and ${columnsText(columnCount)}`}
        </span>
        <span className="block text-muted [overflow-wrap:anywhere]">
          The first line is taken as the header: {headers.slice(0, SHOWN_HEADERS).join(', ').slice(0, 300)}
          {more}
        </span>
      </p>
      <div className="flex gap-2">
        <Button variant="primary" onClick={onUse}>
          Use {rowsText(rowCount)}
        </Button>
        <Button variant="ghost" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </section>
  );
}
