import { type CsvPreview, previewCsv } from '../../csv/preview';
import type { Upload } from '../../db/records';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { rejection } from './await-headers';
import { csvOptions, overReadOptions } from './csv-options';
import { findUpload } from './find-upload';
import type { UploadReadOptions } from './receive-upload';
import { isSameReading } from './same-reading';
import { storedPreview } from './stored-preview';
import { openUpload } from './upload-content';

export interface PreviewUploadInput extends UploadReadOptions {
  readonly uploadId: string;
  /** Rows to show, 1 to 50; default 10. */
  readonly rows?: number | undefined;
  readonly key?: string | undefined;
}

const MIB = 1024 * 1024;
/** A file up to this size is read whole for a preview (a fraction of a second), of a larger one only the head. */
const WHOLE_BYTES = 8 * MIB;
const HEAD_BYTES = MIB;

/**
 * What a file holds when it is read with these options, within a moment for any size: from what reading it found, when
 * it was read in this very way; else from the file, or from its beginning when it is large or has not arrived (`partial`).
 * @throws NotFoundError, ConflictError `upload_incomplete` when nothing has arrived yet, FileProcessingError
 */
export async function previewUpload(context: Context, input: PreviewUploadInput): Promise<CsvPreview> {
  const upload = await findUpload(context.db, input.uploadId);
  const chosen = overReadOptions(upload.readOptions as UploadReadOptions, input);
  const isAsRead = isSameReading(upload, chosen);
  if (upload.state === 'rejected' && isAsRead) throw rejection(upload);
  if (upload.parts.length === 0) throw nothingArrived();
  const isSmall = Number(upload.size) <= WHOLE_BYTES;
  // The duplicates of a key that a person chose are found by reading; a check finds those of a large file.
  const needsReading = input.key !== undefined && isSmall;
  if (upload.state === 'ready' && isAsRead && hasColumnFacts(upload) && !needsReading) {
    return storedPreview(context, upload, input);
  }
  return previewCsv(() => openUpload(context.storage, upload), {
    ...csvOptions(context.batchConfig, chosen),
    ...{ rows: input.rows, key: input.key },
    isPartial: upload.state === 'receiving',
    firstBytes: upload.state === 'receiving' || !isSmall ? HEAD_BYTES : undefined,
  });
}

/** Files read by an earlier version have no facts of their columns. */
function hasColumnFacts({ columns }: Upload): boolean {
  return Array.isArray(columns) && columns.length > 0;
}

function nothingArrived(): ConflictError {
  return new ConflictError(
    'upload_incomplete',
    'Nothing of the file has arrived yet: try again in a moment.',
  );
}
