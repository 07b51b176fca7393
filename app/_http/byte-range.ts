import { HttpError } from './http-error';

/**
 * The one range of a Range header, both ends included; null when the whole file is wanted. Several ranges at once are
 * answered with the whole file, as RFC 9110 allows.
 * @throws HttpError 416
 */
export function parseByteRange(header: string | null, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const isSuffix = match[1] === '';
  const start = isSuffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = isSuffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start <= end && start < size) return { start, end };
  throw new HttpError(416, 'range_not_satisfiable', `The file has ${size} bytes.`, {
    'Content-Range': `bytes */${size}`,
  });
}
