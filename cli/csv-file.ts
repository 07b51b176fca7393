import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type BatchConfig, resolveBatchConfig } from '../lib/config/batch-config';
import { readEnvironment } from '../lib/config/env';
import { type CsvTable, readRows } from '../lib/csv/read-rows';
import { SecurityError } from '../lib/domain/errors';
import { csvOptions } from '../lib/services/uploads/csv-options';
import { limitBytes } from '../lib/services/uploads/limit-bytes';
import { type LocalFile, openLocalFile, unusualExtension } from '../lib/services/uploads/open-local-file';
import type { UploadReadOptions } from '../lib/services/uploads/receive-upload';
import type { Terminal } from './terminal';

/** Opens the file a command names (`-`: standard input) for as long as `work` runs. */
export async function withCsvFile<T>(
  terminal: Terminal,
  path: string,
  work: (file: LocalFile, config: BatchConfig) => Promise<T>,
): Promise<T> {
  const config = resolveBatchConfig(readEnvironment());
  if (path === '-') return withStandardInput(config, (file) => work(file, config));
  try {
    const file = openLocalFile(path, config);
    const warning = unusualExtension(file);
    if (warning !== null) terminal.log(`WARNING ${warning}`);
    return await work(file, config);
  } catch (error) {
    if (error instanceof SecurityError) terminal.log(`ERROR ${error.message}`);
    throw error;
  }
}

/** Reading a table takes two passes, which a pipe does not give: its bytes are kept aside meanwhile. */
async function withStandardInput<T>(config: BatchConfig, work: (file: LocalFile) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'furrow-stdin-'));
  try {
    const path = join(folder, 'stdin.csv');
    await pipeline(limitBytes(process.stdin, config.maxFileSizeMb), createWriteStream(path));
    return await work(openLocalFile(path, { allowPathTraversal: true }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The head of a table: wrong files and columns are found before anything is stored. Throws as `readRows`. */
export async function readHead(
  file: LocalFile,
  config: BatchConfig,
  chosen: UploadReadOptions,
): Promise<Pick<CsvTable, 'headers' | 'dialect'>> {
  const { headers, dialect, blocks } = await readRows(file.open, csvOptions(config, chosen));
  // The first block stands for the rest; leaving it closes the file.
  for await (const _ of blocks) break;
  return { headers, dialect };
}
