import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../lib/services/context';
import { type ExportInput, exportBatch } from '../lib/services/results/export-batch';
import { saveExport } from '../lib/services/results/save-export';

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
    await saveExport(context, { batchId, format }, path);
    paths.push(path);
  }
  return paths;
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
