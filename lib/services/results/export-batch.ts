import { ValidationError } from '../../domain/errors';
import { EXPORT_FORMATS, type ExportFormat } from '../../domain/export-format';
import { getBatch } from '../batches/get-batch';
import type { Context } from '../context';
import { type ExportPart, exportPart } from './export-part';
import type { ResultsBatch } from './result-pages';
import { failedRowsCsv, resultsCsv } from './write-csv';
import { manifestJson, resultsJson, resultsJsonLines, summaryJson } from './write-json';
import { summaryPdf } from './write-pdf';
import { resultsXlsx } from './write-xlsx';
import { artifactsZip } from './write-zip';

export interface ExportInput extends ExportPart {
  readonly batchId: string;
  readonly format: string;
  /** Cells exactly as they are, for machines; else formulas are made harmless for spreadsheets. */
  readonly raw?: boolean | undefined;
  /** Without the rows that the batch left out. For csv, xlsx, json and jsonl. */
  readonly onlyRun?: boolean | undefined;
}

export interface Export {
  /** ASCII, without folders. */
  readonly filename: string;
  readonly contentType: string;
  /** UTF-8 text or bytes, page by page: memory does not grow with the batch. */
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

const TYPES: Readonly<Record<ExportFormat, { contentType: string; suffix: string }>> = {
  csv: { contentType: 'text/csv; charset=utf-8', suffix: 'results.csv' },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    suffix: 'results.xlsx',
  },
  failed: { contentType: 'text/csv; charset=utf-8', suffix: 'failed_rows.csv' },
  json: { contentType: 'application/json; charset=utf-8', suffix: 'results.json' },
  jsonl: { contentType: 'application/x-ndjson; charset=utf-8', suffix: 'results.jsonl' },
  manifest: { contentType: 'application/json; charset=utf-8', suffix: 'batch_manifest.json' },
  summary: { contentType: 'application/json; charset=utf-8', suffix: 'batch_summary.json' },
  zip: { contentType: 'application/zip', suffix: 'files.zip' },
  pdf: { contentType: 'application/pdf', suffix: 'summary.pdf' },
};

/**
 * Exports a batch at any time, also while it runs.
 * @throws NotFoundError, ValidationError `unknown_format`, `export_is_whole`, `unknown_columns`, `no_key_column`
 */
export async function exportBatch(context: Context, input: ExportInput): Promise<Export> {
  const format = EXPORT_FORMATS.find((known) => known === input.format);
  if (!format) {
    throw new ValidationError(
      'unknown_format',
      `There is no export format "${input.format}": use ${EXPORT_FORMATS.join(', ')}.`,
    );
  }
  const whole = await getBatch(context, input);
  const batch = {
    ...whole,
    ...(await exportPart(context, whole, format, input)),
    isOnlyRun: input.onlyRun ?? false,
  };
  const { contentType, suffix } = TYPES[format];
  return {
    filename: `${slug(batch.name)}-${suffix}`,
    contentType,
    chunks: await write(context, batch, format, input),
  };
}

async function write(
  context: Context,
  batch: ResultsBatch,
  format: ExportFormat,
  input: ExportInput,
): Promise<Export['chunks']> {
  const rowFormat = { raw: input.raw ?? false, delimiter: await fileDelimiter(context, batch) };
  const writers: Readonly<Record<ExportFormat, () => Export['chunks']>> = {
    csv: () => resultsCsv(context, batch, rowFormat),
    xlsx: () => resultsXlsx(context, batch),
    failed: () => failedRowsCsv(context, batch, rowFormat),
    json: () => resultsJson(context, batch),
    jsonl: () => resultsJsonLines(context, batch),
    manifest: () => manifestJson(context, batch),
    summary: () => summaryJson(context, batch, true),
    zip: () => artifactsZip(context, batch, rowFormat),
    pdf: () => summaryPdf(context, batch),
  };
  return writers[format]();
}

/** Results are written as the file was: people's spreadsheets expect the separator they sent. */
async function fileDelimiter(context: Context, batch: ResultsBatch): Promise<string> {
  const upload = await context.db.prisma.upload.findUniqueOrThrow({ where: { id: batch.uploadId } });
  return (upload.dialect as { delimiter?: string } | null)?.delimiter ?? ',';
}

function slug(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return ascii.slice(0, 60) || 'batch';
}
