'use client';

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { Button } from '@/app/_components/ui/button';
import { useConfirm } from '@/app/_components/ui/confirm';
import { RelativeTime } from '@/app/_components/ui/time';
import { notifyDone, notifyFailed } from '@/app/_components/ui/toast';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { columnsText, rowsText, sizeText } from '../format';

interface RecentFilesProps {
  readonly files: readonly UploadJson[];
  readonly onChoose: (id: string) => void;
}

/** Files that are here already; on a new installation these are the samples. */
export function RecentFiles({ files, onChoose }: RecentFilesProps) {
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const shown = files.filter(({ id }) => !deleted.has(id));
  if (shown.length === 0) return null;
  return (
    <section id="samples" aria-labelledby="samples-title">
      <h2 id="samples-title" className="mb-1 font-medium">
        Or take a file that is here already
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {shown.map((file) => (
          <li key={file.id} className="flex items-center hover:bg-surface">
            <button
              type="button"
              onClick={() => onChoose(file.id)}
              className="grid min-w-0 flex-1 grid-cols-[1fr_auto] items-baseline gap-x-4 px-2 py-2 text-left focus-visible:-outline-offset-2 sm:grid-cols-[minmax(10rem,1fr)_2fr_8rem]"
            >
              <span className="truncate font-medium">{file.filename}</span>
              <span className="truncate text-muted max-sm:order-last max-sm:col-span-2">
                {rowsText(file.row_count)} · {columnsText(file.headers.length)}
                {file.size === null ? '' : ` · ${sizeText(file.size)}`}
              </span>
              <RelativeTime at={file.created_at} className="text-right text-muted" />
            </button>
            <DeleteButton file={file} onDeleted={() => setDeleted((now) => new Set(now).add(file.id))} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeleteButton({ file, onDeleted }: { file: UploadJson; onDeleted: () => void }) {
  const confirm = useConfirm();
  const remove = async () => {
    const isSure = await confirm({
      title: `Delete ${file.filename}?`,
      body: 'The file and its rows are deleted for everybody. This cannot be undone. A file that a batch uses stays.',
      action: 'Delete the file',
      isDangerous: true,
    });
    if (!isSure) return;
    try {
      await api.delete(`/uploads/${file.id}`);
      onDeleted();
      notifyDone(`${file.filename} is deleted.`);
    } catch (error) {
      notifyFailed(`Could not delete ${file.filename}`, error);
    }
  };
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`Delete ${file.filename}`}
      onClick={() => void remove()}
    >
      <Trash2 aria-hidden />
    </Button>
  );
}
