import { readFileSync } from 'node:fs';
import { previewCsv } from '@/lib/csv/preview';
import { type ImportedRecording, importRecording } from '@/lib/services/automations/import-recording';

export const recordingsFolder = new URL('../fixtures/recordings/', import.meta.url);

export function recordingText(name: string): string {
  return readFileSync(new URL(name, recordingsFolder), 'utf8');
}

/** A recording of the fixtures as it is imported, with a CSV as sample or without. */
export async function importFixture(name: string, sample?: string): Promise<ImportedRecording> {
  return importText(recordingText(name), sample);
}

export async function importText(recording: string, sample?: string): Promise<ImportedRecording> {
  const preview = sample === undefined ? undefined : await previewCsv(() => bytes(sample));
  return importRecording({ recording, sample: preview });
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** The steps of an automation's text, each as its line says it. */
export function stepLines(source: string): string[] {
  const steps = source.slice(source.indexOf('\nsteps:\n') + '\nsteps:\n'.length);
  return steps.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().replace(/^- /, '')]));
}

export function noteCodes({ notes }: ImportedRecording): string[] {
  return notes.map(({ line, code }) => `${line ?? '-'} ${code}`);
}
