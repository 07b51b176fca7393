import type { Readable } from 'node:stream';
import type { ArtifactItem } from '../../db/sql/job-row';
import { NotFoundError } from '../../domain/errors';
import { onceReadable } from '../../storage/once-readable';
import { streamZip, type ZipEntry } from '../../zip/stream-zip';
import { getArtifact } from '../artifacts/get-artifact';
import type { BatchView } from '../batches/batch-view';
import type { Context } from '../context';
import { listJobs } from '../jobs/list-jobs';
import { resultsCsv } from './write-csv';
import { summaryJson } from './write-json';

const PAGE_ROWS = 500;
/** Kept short: some systems refuse paths above 260 characters. */
const MAX_NAME_CHARS = 60;

/** All files of a batch in folders by row and attempt, with the results and the summary beside them. */
export function artifactsZip(
  context: Context,
  batch: BatchView,
  format: { readonly delimiter: string },
): AsyncGenerator<Uint8Array> {
  return streamZip(entries(context, batch, format));
}

async function* entries(
  context: Context,
  batch: BatchView,
  format: { readonly delimiter: string },
): AsyncGenerator<ZipEntry> {
  yield { path: 'results.csv', open: () => resultsCsv(context, batch, format) };
  yield { path: 'summary.json', open: () => summaryJson(context, batch, false) };
  const digits = Math.max(4, String(batch.fileRows).length);
  let cursor: string | undefined;
  do {
    const page = await listJobs(context, { batchId: batch.id, limit: PAGE_ROWS, cursor });
    for (const job of page.items) {
      const folder = `rows/${rowFolder(job.rowIndex + 1, digits, job.cells[0] ?? '')}`;
      const taken = new Set<string>();
      for (const artifact of job.artifacts) yield* artifactEntry(context, artifact, folder, taken);
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** `0007 AB-1007`: sorts as the file, and says which row it is. */
function rowFolder(rowNumber: number, digits: number, firstCell: string): string {
  const name = pathName(firstCell);
  return `${String(rowNumber).padStart(digits, '0')}${name === '' ? '' : ` ${name}`}`;
}

async function* artifactEntry(
  context: Context,
  artifact: ArtifactItem,
  folder: string,
  taken: Set<string>,
): AsyncGenerator<ZipEntry> {
  const path = `${folder}/attempt-${artifact.attemptNo}/`;
  const name = path + freeName(fileName(artifact), path, taken);
  const file = await openFile(context, artifact.id);
  if (file === null) return yield { path: `${name}.missing.txt`, open: missing };
  try {
    yield { path: name, open: () => file, isCompressible: !isCompressed(artifact.contentType) };
  } finally {
    // A reader that goes away may leave it unread.
    file.destroy();
  }
}

async function* missing() {
  yield 'This file is not in the storage any more.\n';
}

/** Null when there is no such file any more: the others still count. */
async function openFile(context: Context, artifactId: string): Promise<Readable | null> {
  try {
    const file = await getArtifact(context, { artifactId });
    return await onceReadable(file.open());
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/zip': 'zip',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
};

function fileName({ name, type, contentType }: ArtifactItem): string {
  const plain = pathName(name) || pathName(type) || 'file';
  const extension = EXTENSIONS[contentType.split(';')[0] ?? ''];
  return extension === undefined || plain.toLowerCase().endsWith(`.${extension}`)
    ? plain
    : `${plain}.${extension}`;
}

function freeName(name: string, path: string, taken: Set<string>): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  let free = name;
  // Lower case: some systems know no difference.
  for (let no = 2; taken.has((path + free).toLowerCase()); no += 1) free = `${stem}-${no}${extension}`;
  taken.add((path + free).toLowerCase());
  return free;
}

/** Letters and digits of all scripts, dots, dashes and blanks; nothing that leads out of a folder or hides a file. */
function pathName(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} ._@-]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, MAX_NAME_CHARS)
    .toWellFormed()
    .replace(/^[\s.-]+|[\s.-]+$/g, '');
}

function isCompressed(contentType: string): boolean {
  return /^(image|video)\/|^application\/(zip|pdf)/.test(contentType);
}
