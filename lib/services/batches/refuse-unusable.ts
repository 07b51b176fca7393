import type { Upload } from '../../db/records';
import { type FileFault, readRowFaults } from '../../db/sql/damaged-rows';
import { ValidationError } from '../../domain/errors';
import type { Context } from '../context';

const NAMED_FAULTS = 20;

/**
 * Faults of the file as a whole refuse a batch at once; faults of rows only when all rows are wanted, and nobody has
 * mended or dropped them. @throws ValidationError with the fault's code, or `rows_invalid`
 */
export async function refuseUnusable(context: Context, upload: Upload, rows: 'all' | 'valid'): Promise<void> {
  if (upload.state !== 'ready') return;
  const ofFile = await fileFaults(context, upload.id);
  const [fault] = ofFile;
  if (fault) throw new ValidationError(fault.code, sentence(fault), { errors: ofFile });
  if (rows === 'valid' || upload.invalidCount === 0) return;
  const ofRows = await readRowFaults(context.db.pool, upload.id, NAMED_FAULTS);
  const [first] = ofRows;
  if (!first) return;
  const text = `${sentence(first)} Mend such rows, drop them, or run only the valid rows.`;
  throw new ValidationError('rows_invalid', text, { errors: ofRows });
}

async function fileFaults(context: Context, uploadId: string): Promise<FileFault[]> {
  const problems = await context.db.prisma.uploadProblem.findMany({
    where: { uploadId, severity: 'error', rowIndex: null },
    orderBy: { no: 'asc' },
    take: NAMED_FAULTS,
  });
  return problems.map(({ code, message, lineNumber, columnNumber }) => ({
    ...{ code, message },
    ...{ line: lineNumber, column: columnNumber },
  }));
}

function sentence({ line, message }: FileFault): string {
  return line === null ? message : `Line ${line}: ${message}`;
}
