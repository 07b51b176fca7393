import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../context';
import { type ExportInput, exportBatch } from './export-batch';

/** Streams an export into a file: the whole file or, if anything fails, the old one. @returns bytes written */
export async function saveExport(context: Context, input: ExportInput, path: string): Promise<number> {
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
