import { type CsvPreview, previewCsv } from '../../csv/preview';
import type { Context } from '../context';
import { csvOptions, overReadOptions } from './csv-options';
import { findUpload } from './find-upload';
import type { UploadReadOptions } from './receive-upload';
import { openUpload } from './upload-content';

export interface PreviewUploadInput extends UploadReadOptions {
  readonly uploadId: string;
  /** Rows to show, 1 to 50; default 10. */
  readonly rows?: number | undefined;
  readonly key?: string | undefined;
}

/** Reads a file as an import with these options would, and tells what it found. @throws NotFoundError, FileProcessingError */
export async function previewUpload(context: Context, input: PreviewUploadInput): Promise<CsvPreview> {
  const upload = await findUpload(context.db, input.uploadId);
  const chosen = overReadOptions(upload.readOptions as UploadReadOptions, input);
  return previewCsv(() => openUpload(context.storage, upload), {
    ...csvOptions(context.batchConfig, chosen),
    rows: input.rows,
    key: input.key,
  });
}
