import { inputTexts } from '../../automation/create-scope';
import { checkInputs } from '../../automation/inputs';
import type { Automation } from '../../automation/schema';
import type { Database } from '../../db/connect';
import type { Exclusion } from '../../db/sql/import-jobs';
import { readUploadRows, type UploadRowItem } from '../../db/sql/read-upload-rows';
import type { Bindings } from '../../domain/bindings';

export interface RowCheck {
  readonly exclusions: readonly Exclusion[];
  /** Sentences about the first unusable rows, for the message of a refused import. */
  readonly samples: readonly string[];
  readonly invalidCount: number;
}

const PAGE_ROWS = 1000;
const MAX_SAMPLES = 5;

/**
 * Checks every row of a file against the automation's inputs before anything runs.
 * @param onProgress called after each page with the number of rows checked so far.
 */
export async function checkRows(
  db: Database,
  uploadId: string,
  automation: Pick<Automation, 'inputs'>,
  bindings: Bindings,
  onProgress: (rows: number) => Promise<void>,
): Promise<RowCheck> {
  const exclusions: Exclusion[] = [];
  const samples: string[] = [];
  let after = -1;
  let checked = 0;
  for (;;) {
    const rows = await readUploadRows(db.pool, uploadId, after, PAGE_ROWS);
    for (const row of rows) {
      const exclusion = checkRow(row, automation, bindings);
      if (!exclusion) continue;
      exclusions.push(exclusion);
      if (exclusion.reason === 'invalid' && samples.length < MAX_SAMPLES) {
        samples.push(`row ${row.rowIndex + 1} (line ${row.lineNumber}): ${exclusion.detail}`);
      }
    }
    checked += rows.length;
    await onProgress(checked);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) break;
    after = last.rowIndex;
  }
  return { exclusions, samples, invalidCount: exclusions.filter((x) => x.reason === 'invalid').length };
}

function checkRow(
  row: UploadRowItem,
  automation: Pick<Automation, 'inputs'>,
  bindings: Bindings,
): Exclusion | null {
  const { rowIndex } = row;
  if (row.isDropped) return { rowIndex, reason: 'dropped', detail: null };
  if (row.problem !== null) return { rowIndex, reason: 'invalid', detail: row.problem };
  const { problems } = checkInputs(automation.inputs, inputTexts(bindings, row.cells));
  if (problems.length === 0) return null;
  const detail = problems.map((problem) => `${problem.input}: ${problem.message}`).join('; ');
  return { rowIndex, reason: 'invalid', detail };
}
