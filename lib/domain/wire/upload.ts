import { z } from 'zod';
import { type DialectSource, dialectSchema, toDialectJson } from './dialect';
import { timeSchema } from './time';

export const UPLOAD_STATES = ['receiving', 'received', 'reading', 'ready', 'rejected'] as const;

export const columnSchema = z.object({
  header: z.string(),
  type: z.enum(['empty', 'string', 'integer', 'number', 'boolean', 'date', 'email', 'url']),
  format: z.string().nullable().describe('how numbers or dates are written: "decimal comma", "dd.MM.yyyy"'),
  filled_count: z.int(),
});

export type ColumnJson = z.infer<typeof columnSchema>;

/** Problems of one kind, counted over the whole file. */
export const problemGroupSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  count: z.int(),
  message: z.string().describe('"1,204 rows: more cells than columns"'),
  advice: z.string().nullable(),
  first_row: z.int().nullable().describe('1-based'),
  first_line: z.int().nullable(),
  first_column: z.int().nullable(),
});
export type ProblemGroupJson = z.infer<typeof problemGroupSchema>;

export const uploadSchema = z.object({
  id: z.uuid(),
  filename: z.string(),
  size: z.number().nullable().describe('bytes; null while the file arrives'),
  received_bytes: z.number(),
  read_bytes: z.number(),
  sha256: z.string().nullable(),
  state: z.enum(UPLOAD_STATES),
  code: z.string().nullable().describe('why the file was rejected'),
  message: z.string().nullable(),
  dialect: dialectSchema.nullable(),
  headers: z.array(z.string()),
  columns: z.array(columnSchema),
  key_column: z.string().nullable(),
  row_count: z.int(),
  empty_count: z.int(),
  invalid_count: z.int(),
  problem_count: z.int(),
  problem_groups: z.array(problemGroupSchema).describe('errors first; problem_count in all'),
  seconds_left: z.number().nullable().describe('until the file is read, while it is being read'),
  same_as: z
    .array(z.object({ id: z.uuid(), filename: z.string(), created_at: timeSchema }))
    .describe('earlier uploads of the very same bytes, the newest first'),
  fingerprint: z.string().nullable().describe('what the sender said of the file when it was announced'),
  created_at: timeSchema,
});
export type UploadJson = z.infer<typeof uploadSchema>;

/** An upload as it is stored, with what is known of it besides. */
export interface UploadSource {
  readonly id: string;
  readonly filename: string;
  readonly size: bigint | null;
  readonly receivedBytes: bigint;
  readonly readBytes: bigint;
  readonly sha256: string | null;
  readonly state: UploadJson['state'];
  readonly rejectCode: string | null;
  readonly rejectMessage: string | null;
  readonly dialect: unknown;
  readonly headers: readonly string[];
  readonly columns: unknown;
  readonly keyColumn: string | null;
  readonly rowCount: number;
  readonly emptyCount: number;
  readonly invalidCount: number;
  readonly problemCount: number;
  readonly problemGroups: unknown;
  readonly secondsLeft: number | null;
  readonly sameAs: readonly SameUpload[];
  readonly fingerprint: string | null;
  readonly createdAt: Date;
}

export interface SameUpload {
  readonly id: string;
  readonly filename: string;
  readonly createdAt: Date;
}

export function toUploadJson(upload: UploadSource): UploadJson {
  return {
    id: upload.id,
    filename: upload.filename,
    size: upload.size === null ? null : Number(upload.size),
    received_bytes: Number(upload.receivedBytes),
    read_bytes: Number(upload.readBytes),
    sha256: upload.sha256,
    state: upload.state,
    code: upload.rejectCode,
    message: upload.rejectMessage,
    dialect: upload.dialect === null ? null : toDialectJson(upload.dialect as DialectSource),
    headers: [...upload.headers],
    columns: z.array(columnSchema).parse(upload.columns),
    key_column: upload.keyColumn,
    row_count: upload.rowCount,
    empty_count: upload.emptyCount,
    invalid_count: upload.invalidCount,
    problem_count: upload.problemCount,
    problem_groups: z.array(problemGroupSchema).parse(upload.problemGroups),
    seconds_left: upload.secondsLeft,
    same_as: upload.sameAs.map(({ id, filename, createdAt }) => ({
      ...{ id, filename },
      created_at: createdAt.toISOString(),
    })),
    fingerprint: upload.fingerprint,
    created_at: upload.createdAt.toISOString(),
  };
}

export const uploadProblemSchema = z.object({
  code: z.string(),
  severity: z.string(),
  line: z.int().nullable(),
  row: z.int().nullable().describe('1-based number of the data row'),
  column: z.int().nullable(),
  message: z.string(),
  value: z.string().nullable().describe('the cell, at most 100 characters of it'),
  advice: z.string().nullable().describe('what to do'),
});
export type UploadProblemJson = z.infer<typeof uploadProblemSchema>;

export function toUploadProblemJson(problem: {
  readonly code: string;
  readonly severity: string;
  readonly lineNumber: number | null;
  readonly rowIndex: number | null;
  readonly columnNumber: number | null;
  readonly message: string;
  readonly value: string | null;
  readonly advice: string | null;
}): UploadProblemJson {
  return {
    code: problem.code,
    severity: problem.severity,
    line: problem.lineNumber,
    row: problem.rowIndex === null ? null : problem.rowIndex + 1,
    column: problem.columnNumber,
    message: problem.message,
    value: problem.value,
    advice: problem.advice,
  };
}

/** What a file holds and how it is read; the CLI's `preview` prints the same. */
export const previewSchema = z.looseObject({
  dialect: dialectSchema,
  partial: z.boolean().describe('only the beginning of the file was read; all counts are of that'),
  headers: z.array(z.string()),
  columns: z.array(columnSchema),
  row_count: z.int(),
  rows: z.array(z.array(z.string())),
  unique_column: z.string().nullable(),
  problems: z.array(
    z.looseObject({
      code: z.string(),
      severity: z.string(),
      line: z.int().optional(),
      row: z.int().optional(),
      column: z.int().optional(),
      message: z.string(),
      value: z.string().optional(),
      advice: z.string().optional(),
    }),
  ),
  problem_count: z.int(),
  problem_groups: z.array(problemGroupSchema),
});
