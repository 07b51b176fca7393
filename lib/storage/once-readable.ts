import type { Readable } from 'node:stream';

/** Once there is something of it: a file that is gone, or whose store is away, is then a refusal and nothing that breaks off. */
export async function onceReadable(file: Readable): Promise<Readable> {
  await new Promise<void>((resolve, reject) => {
    file.once('error', reject).once('readable', resolve);
  });
  return file;
}
