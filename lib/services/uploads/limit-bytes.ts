import { FileProcessingError } from '../../domain/errors';

export function fileTooLarge(limitBytes: number, limitMb: number): FileProcessingError {
  const size = limitMb >= 1 ? `${limitMb} MB` : `${limitBytes} bytes`;
  return new FileProcessingError(
    'file_too_large',
    `CSV file too large: the limit is ${size}. Split the file, or let the operator raise BATCH_MAX_FILE_SIZE_MB.`,
    { limitBytes, limitMb },
  );
}

/** Passes bytes on and throws `file_too_large` as soon as there are more than the limit. */
export async function* limitBytes(
  body: AsyncIterable<Uint8Array>,
  limitMb: number,
): AsyncGenerator<Uint8Array> {
  const limit = Math.floor(limitMb * 1024 * 1024);
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw fileTooLarge(limit, limitMb);
    yield chunk;
  }
}
