import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../lib/services/context';
import { type ExportInput, exportBatch } from '../lib/services/results/export-batch';

/** Files of `run --output`, and the export format each holds. */
const OUTPUT_FILES = {
  'results.csv': 'csv',
  'failed_rows.csv': 'failed',
  'batch_manifest.json': 'manifest',
  'batch_summary.json': 'summary',
} as const;

/** Writes the four files of a batch into a folder, which is made if it is missing. @returns their paths */
export async function writeOutputFolder(
  context: Context,
  batchId: string,
  folder: string,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, format] of Object.entries(OUTPUT_FILES)) {
    const path = join(folder, name);
    await writeExport(context, { batchId, format }, path);
    paths.push(path);
  }
  return paths;
}

/** Streams an export into a file: the whole file or, if anything fails, the old one. @returns bytes written */
export async function writeExport(context: Context, input: ExportInput, path: string): Promise<number> {
  const { chunks } = await exportBatch(context, input);
  const target = resolve(path);
  const aside = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  await mkdir(dirname(target), { recursive: true });
  try {
    await pipeline(Readable.from(chunks), createWriteStream(aside));
    const { size } = await stat(aside);
    await rename(aside, target);
    return size;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Streams an export to stdout. */
export async function printExport(context: Context, input: ExportInput): Promise<void> {
  const { chunks } = await exportBatch(context, input);
  try {
    await pipeline(Readable.from(chunks), process.stdout, { end: false });
  } catch (error) {
    // `furrow export … | head` has seen enough.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
