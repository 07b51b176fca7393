import { z } from 'zod';
import { bindingChoicesSchema, READINGS } from '../bindings';
import { timeOrNull, timeSchema } from './time';
import { type DoneInSource, doneInSchema, rowProblemSchema, toDoneInJson } from './upload-row';

export const CHECK_STATES = ['waiting', 'checking', 'done', 'failed'] as const;

/** The body of `POST /uploads/:id/checks`. */
export const newCheckSchema = z.strictObject({
  automation: z.string().max(100).optional().describe('absent: the file by itself'),
  automation_version: z.int().min(1).optional(),
  bindings: bindingChoicesSchema.optional(),
  vars: z.record(z.string(), z.string()).optional(),
  key_column: z.string().min(1).max(1000).optional().describe('the column that identifies a row'),
});

/** The same in the names of lib/services. */
export function toCreateCheckInput(uploadId: string, body: z.output<typeof newCheckSchema>) {
  const { automation, automation_version, bindings, vars, key_column } = body;
  return {
    uploadId,
    automation,
    automationVersion: automation_version,
    bindings,
    vars,
    keyColumn: key_column,
  };
}

const checkGroupSchema = z.object({
  no: z.int(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  column: z.int().nullable().describe('1-based'),
  header: z.string().nullable(),
  input: z.string().nullable(),
  message: z.string().describe('how many rows, and what is wrong with them'),
  advice: z.string().describe('what to do about it'),
  row_count: z.int().describe('0 when the fault is one of the file as a whole'),
  first_row: z.int().nullable().describe('1-based'),
});

export const checkSchema = z.object({
  id: z.uuid(),
  upload_id: z.uuid(),
  automation: z.object({ name: z.string(), version: z.int() }).nullable(),
  key_column: z.string().nullable(),
  state: z.enum(CHECK_STATES),
  error: z.string().nullable(),
  file_rows: z.int().describe('rows of the file without empty ones; 0 while it is being read'),
  checked_rows: z.int(),
  seconds_left: z.number().nullable(),
  invalid_count: z.int().describe('rows that cannot run'),
  warning_count: z.int().describe('rows that can run but should be looked at'),
  dropped_count: z.int().describe('rows that a person left out'),
  duplicate_count: z.int().describe('rows that repeat the key of an earlier one'),
  done_count: z.int().describe('rows completed under their key in an earlier batch of the automation'),
  runnable_count: z.int().describe('file_rows without invalid and dropped ones'),
  readings: z
    .array(
      z.object({
        input: z.string(),
        column: z.int().describe('1-based'),
        header: z.string().nullable(),
        reading: z.enum(READINGS).nullable(),
        message: z.string().describe('how the column is read, and which row says so'),
      }),
    )
    .describe('columns of numbers and dates whose cells told how they are written'),
  groups: z.array(checkGroupSchema),
  created_at: timeSchema,
  ended_at: timeSchema.nullable(),
});
export type CheckJson = z.infer<typeof checkSchema>;

/** A check as the verbs give it. */
export interface CheckSource {
  readonly id: string;
  readonly uploadId: string;
  readonly automation: CheckJson['automation'];
  readonly keyColumn: string | null;
  readonly state: CheckJson['state'];
  readonly error: string | null;
  readonly fileRows: number;
  readonly checkedRows: number;
  readonly secondsLeft: number | null;
  readonly invalidCount: number;
  readonly warningCount: number;
  readonly droppedCount: number;
  readonly duplicateCount: number;
  readonly doneCount: number;
  readonly runnableCount: number;
  readonly readings: CheckJson['readings'];
  readonly groups: readonly CheckGroupSource[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

interface CheckGroupSource {
  readonly no: number;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly column: number | null;
  readonly header: string | null;
  readonly input: string | null;
  readonly message: string;
  readonly advice: string;
  readonly rowCount: number;
  readonly firstRow: number | null;
}

export function toCheckJson(check: CheckSource): CheckJson {
  return {
    id: check.id,
    upload_id: check.uploadId,
    automation: check.automation,
    key_column: check.keyColumn,
    state: check.state,
    error: check.error,
    file_rows: check.fileRows,
    checked_rows: check.checkedRows,
    seconds_left: check.secondsLeft,
    invalid_count: check.invalidCount,
    warning_count: check.warningCount,
    dropped_count: check.droppedCount,
    duplicate_count: check.duplicateCount,
    done_count: check.doneCount,
    runnable_count: check.runnableCount,
    readings: check.readings,
    groups: check.groups.map(({ rowCount, firstRow, ...group }) => ({
      ...group,
      row_count: rowCount,
      first_row: firstRow,
    })),
    created_at: check.createdAt.toISOString(),
    ended_at: timeOrNull(check.endedAt),
  };
}

export const checkRowSchema = z.object({
  row_index: z.int().describe('0-based'),
  line_number: z.int(),
  cells: z.array(z.string()),
  dropped: z.boolean(),
  version: z.int(),
  problems: z.array(rowProblemSchema),
  done_in: doneInSchema.nullable(),
});
export type CheckRowJson = z.infer<typeof checkRowSchema>;

export function toCheckRowJson(row: {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly cells: readonly string[];
  readonly isDropped: boolean;
  readonly version: number;
  readonly problems: CheckRowJson['problems'];
  readonly doneIn: DoneInSource | null;
}): CheckRowJson {
  return {
    row_index: row.rowIndex,
    line_number: row.lineNumber,
    cells: [...row.cells],
    dropped: row.isDropped,
    version: row.version,
    problems: row.problems,
    done_in: toDoneInJson(row.doneIn),
  };
}
