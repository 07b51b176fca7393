import { open } from 'node:fs/promises';
import { FileProcessingError } from '../lib/domain/errors';
import { MAX_RECORDING_BYTES } from '../lib/recording/read-recording';

/**
 * A recording's text; `-` is standard input. Of a file that is too large only so much is read as shows it.
 * @throws FileProcessingError `recording_not_found`, `recording_too_large`
 */
export async function readRecordingFile(path: string): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of await chunksOf(path)) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > MAX_RECORDING_BYTES) {
      throw new FileProcessingError('recording_too_large', 'The recording is larger than 1 MB.');
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function chunksOf(path: string): Promise<AsyncIterable<Buffer | string>> {
  if (path === '-') return process.stdin;
  const file = await open(path).catch((error: NodeJS.ErrnoException) => notFound(path, error));
  const stat = await file.stat();
  if (stat.isFile() || stat.isFIFO()) return file.createReadStream();
  await file.close();
  throw new FileProcessingError('recording_not_found', `${path} is no file.`, { path });
}

function notFound(path: string, error: NodeJS.ErrnoException): never {
  const reason = error.code === 'ENOENT' ? 'Recording not found' : `Cannot read (${error.code})`;
  throw new FileProcessingError('recording_not_found', `${reason}: ${path}`, { path });
}
