import { createHash } from 'node:crypto';
import type { JobPlace } from '../../db/sql/walk-jobs';
import { decodeCursor, encodeCursor, invalidCursor } from '../../domain/cursor';
import type { JobFilter } from '../../domain/job-filter';
import type { JobSort } from '../../domain/job-sort';

/** Where a page of a sorted list ended. */
export interface ListPlace {
  readonly stretch: number;
  readonly place: JobPlace;
}

/** What a cursor belongs to: it means nothing in another list. */
interface JobList {
  readonly batchId: string;
  readonly filter: JobFilter;
  readonly sort: JobSort;
}

const CURSOR_LENGTH = 4;

export function encodeListPlace({ stretch, place }: ListPlace, list: JobList): string {
  return encodeCursor([listHash(list), stretch, place.key, place.rowIndex]);
}

/** @throws ValidationError `cursor_invalid`, also for a cursor of another batch, filter or sort */
export function readListPlace(cursor: string | undefined, list: JobList): ListPlace | null {
  if (cursor === undefined) return null;
  const [hash, stretch, key, rowIndex] = decodeCursor(cursor, CURSOR_LENGTH);
  const isWhole = typeof key === 'string' && isCount(stretch) && isCount(rowIndex);
  if (hash !== listHash(list) || !isWhole) throw invalidCursor();
  return { stretch, place: { key, rowIndex } };
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
}

function listHash({ batchId, filter, sort }: JobList): string {
  const { states, fingerprint, keyPrefix, outputs, search, fromRow, toRow } = filter;
  const parts = [states && [...states].sort(), fingerprint, keyPrefix, search, fromRow, toRow];
  const ofOutputs = outputs?.map(({ name, value }) => [name, value]).sort();
  const text = JSON.stringify([batchId, sort, ofOutputs ?? null, ...parts.map((part) => part ?? null)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
