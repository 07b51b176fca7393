'use client';

import { type FormEvent, useState } from 'react';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { Button } from '@/app/_components/ui/button';
import { FormField } from '@/app/_components/ui/form-field';
import { inputStyle } from '@/app/_components/ui/input';
import { Notice } from '@/app/_components/ui/notice';
import { FileButton } from './file-button';
import { readRecordingFile, readSampleFile } from './read-text-file';
import type { ImportDraft } from './use-import';

interface ImportFormProps {
  readonly error: string | null;
  readonly isBusy: boolean;
  readonly onImport: (draft: ImportDraft) => void;
}

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

/** A recording, chosen or pasted, and the file whose first row was typed in it. */
export function ImportForm({ error, isBusy, onImport }: ImportFormProps) {
  const [recording, setRecording] = useState('');
  const [fileName, setFileName] = useState<string | null>(null);
  const [sample, setSample] = useState<ChosenFile | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onImport({ recording, fileName, sample: sample?.text ?? null });
  };
  return (
    <>
      <PageHeader crumbs={[{ label: 'Automations', href: '/automations' }]} title="Import a recording" />
      <PageBody>
        <form onSubmit={submit} className="flex max-w-3xl flex-col gap-5">
          <p className="max-w-[70ch] text-pretty text-muted">
            From the Recorder of Chrome DevTools (JSON), Playwright codegen (JavaScript, TypeScript, Python,
            JSONL) or Selenium IDE (.side). It is read, never run, and nothing is saved until you say so.
          </p>
          <FormField label="Recording" hint={fileName ? `From ${fileName}` : 'Paste it, or choose its file.'}>
            {(control) => (
              <textarea
                {...control}
                required
                rows={12}
                spellCheck={false}
                value={recording}
                onChange={(event) => {
                  setRecording(event.target.value);
                  setFileName(null);
                }}
                className={`${inputStyle} py-2 font-mono`}
              />
            )}
          </FormField>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <FileButton
              label="Choose a recording"
              onFile={async (file) => {
                setRecording(await readRecordingFile(file));
                setFileName(file.name);
              }}
            />
            <FileButton
              label="Choose a sample CSV"
              accept=".csv,.tsv,.txt,text/csv"
              onFile={async (file) => setSample({ name: file.name, text: await readSampleFile(file) })}
            />
            <span className="text-muted">
              {sample
                ? `${sample.name}: what stands in its first row comes from its columns.`
                : 'Optional: the file whose first row you typed while recording.'}
            </span>
          </div>
          {error ? (
            <Notice tone="danger" title="This could not be imported">
              {error}
            </Notice>
          ) : null}
          <div>
            <Button type="submit" variant="primary" isBusy={isBusy} disabled={recording.trim() === ''}>
              Make an automation
            </Button>
          </div>
        </form>
      </PageBody>
    </>
  );
}
