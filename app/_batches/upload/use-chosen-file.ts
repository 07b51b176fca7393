'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api-client';
import { notifyFailed } from '@/app/_components/ui/toast';
import type { UploadJson } from '@/lib/domain/wire/upload';
import { examineFile, tooManyFiles } from './examine-file';
import { fingerprintOf, matchFile } from './file-fingerprint';
import { mismatchWords } from './mismatch-words';
import { type PastedTable, readPastedTable, toFile } from './pasted-table';
import type { FileChoices } from './read-file-choices';
import type { AnnouncedFile } from './upload-server';

type Send = (announced: AnnouncedFile, halfArrived?: UploadJson) => void;

/** Looks at what a person chose, dropped or pasted, and sends it when it can be a table. */
export function useChosenFile({ halfArrived, limitMb }: FileChoices, send: Send) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pasted, setPasted] = useState<PastedTable | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const waiting = halfArrived.filter(({ id }) => !gone.has(id));
  const forget = (uploadId: string) => setGone((now) => new Set(now).add(uploadId));

  const examine = async (file: File): Promise<boolean> => {
    const found = await examineFile(file, limitMb);
    setRefusal(found);
    return found === null;
  };
  /** A file that arrived half goes on where it stopped, also when it is simply dropped again. */
  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const tooMany = tooManyFiles(files.map(({ name }) => name));
    if (tooMany !== null) return setRefusal(tooMany);
    if (!(await examine(file))) return;
    const fingerprint = await fingerprintOf(file);
    const known = { name: file.name, size: file.size, fingerprint };
    const half = waiting.find((upload) => matchFile(known, upload) === 'same');
    send({ file, fingerprint }, half);
  };
  const goOn = async (file: File, upload: UploadJson) => {
    if (!(await examine(file))) return;
    const fingerprint = await fingerprintOf(file);
    const match = matchFile({ name: file.name, size: file.size, fingerprint }, upload);
    if (match === 'same') send({ file, fingerprint }, upload);
    else setRefusal(mismatchWords(match, file, upload));
  };
  const discard = async (upload: UploadJson) => {
    try {
      await api.delete(`/uploads/${upload.id}`);
      forget(upload.id);
    } catch (error) {
      notifyFailed(`Could not discard ${upload.filename}`, error);
    }
  };
  const takeText = (text: string) => {
    const table = readPastedTable(text);
    setPasted(table);
    setRefusal(
      table ? null : 'What you pasted is no table: copy at least a header line and one row below it.',
    );
  };
  const sendPasted = async (table: PastedTable) => {
    const file = toFile(table);
    if (!(await examine(file))) return;
    send({ file, fingerprint: await fingerprintOf(file), delimiter: table.delimiter ?? undefined });
  };
  return {
    ...{ refusal, pasted, waiting, forget, take, goOn, discard, takeText, sendPasted },
    discardPasted: () => setPasted(null),
  };
}
