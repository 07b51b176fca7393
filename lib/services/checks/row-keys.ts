import { type DoneKey, findDoneKeys } from '../../db/sql/find-done-keys';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { Queryable } from '../../db/transaction';
import { rowKey } from '../../domain/row-key';
import type { RowChecker, RowProblem } from './row-checker';

/** The column that identifies a row. */
export interface KeyColumn {
  readonly header: string;
  /** 0-based. */
  readonly position: number;
}

export function keyColumnOf(header: string | null | undefined, headers: readonly string[]): KeyColumn | null {
  const position = header ? headers.indexOf(header) : -1;
  return header && position >= 0 ? { header, position } : null;
}

/** A row without a key can run, but nobody can tell whether it did before. */
export function keyProblems(cells: readonly string[], key: KeyColumn | null): RowProblem[] {
  if (key === null || rowKey(cells[key.position]) !== '') return [];
  return [
    keyProblem(
      key,
      'key_missing',
      'is empty, so the row has no key',
      'Fill the cell, or choose another key column: without a key nobody can tell whether the row ran before.',
    ),
  ];
}

export function duplicateKey(key: KeyColumn): RowProblem {
  return keyProblem(
    key,
    'duplicate_key',
    'says the same as in an earlier row',
    'Drop the row if it should run only once, or correct its key.',
  );
}

export function alreadyDone(key: KeyColumn, { isConfirmed }: Pick<DoneKey, 'isConfirmed'>): RowProblem {
  return isConfirmed ? alreadyCompleted(key) : maybeSubmitted(key);
}

function maybeSubmitted(key: KeyColumn): RowProblem {
  return keyProblem(
    key,
    'maybe_submitted',
    'is unconfirmed in an earlier batch of this automation: it may have been submitted',
    'Decide that row first, or skip rows already completed, which leaves this one out too. If its batch was deleted, only the site can tell.',
  );
}

function alreadyCompleted(key: KeyColumn): RowProblem {
  return keyProblem(
    key,
    'already_completed',
    'was completed in an earlier batch of this automation',
    'Skip rows already completed, unless they should run once more.',
  );
}

function keyProblem(key: KeyColumn, code: string, what: string, advice: string): RowProblem {
  const message = `${key.header} ${what}`;
  return { code, severity: 'warning', column: key.position, input: null, message, advice };
}

/** Which rows some batch of their automation has completed, or may have submitted, under the same key. Only sound rows are asked for. */
export async function findDoneRows(
  db: Queryable,
  rows: readonly UploadRowItem[],
  { key, checker }: { readonly key: KeyColumn | null; readonly checker: RowChecker },
): Promise<Map<number, DoneKey>> {
  if (key === null) return new Map();
  const questions = rows.flatMap(({ rowIndex, cells, isDropped, problem }) => {
    const text = rowKey(cells[key.position]);
    if (isDropped || problem !== null || text === '') return [];
    const automationId = checker.automationId(cells);
    return automationId === null ? [] : [{ rowIndex, automationId, key: text }];
  });
  const found = await findDoneKeys(db, questions);
  return new Map(found.map((done) => [done.rowIndex, done]));
}
