import { resolveEncoding } from '../../csv/encoding-name';
import type { Upload } from '../../db/records';
import type { DialectSource } from '../../domain/wire/dialect';
import type { UploadReadOptions } from './receive-upload';

/** Whether reading a file with these options gives what its stored dialect says. What is not chosen would be found again. */
export function isSameReading(upload: Pick<Upload, 'dialect'>, chosen: UploadReadOptions): boolean {
  const dialect = upload.dialect as DialectSource | null;
  const isFree = Object.values(chosen).every((value) => value === undefined);
  if (dialect === null) return isFree;
  const quote = chosen.quote === 'none' ? '' : chosen.quote;
  const encoding = chosen.encoding === undefined ? undefined : resolveEncoding(chosen.encoding);
  return (
    isIn(chosen.delimiter, dialect.delimiter) &&
    isIn(quote, dialect.quote) &&
    isIn(encoding, dialect.encoding) &&
    isIn(chosen.headerRow, dialect.headerRow)
  );
}

function isIn<T>(chosen: T | undefined, found: T): boolean {
  return chosen === undefined || chosen === found;
}
