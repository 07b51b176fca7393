import { describe, expect, it } from 'vitest';
import {
  bucketAt,
  FIELD_HEIGHT,
  type FieldBucket,
  fieldPaths,
  fieldText,
  rowsOf,
} from '@/app/_components/field-shape';
import { NO_JOBS } from '@/lib/domain/job-state';

const bucket = (from: number, to: number, counts: Partial<FieldBucket>): FieldBucket => ({
  ...NO_JOBS,
  ...counts,
  from,
  to,
});

/** Heights of a state's cells, read from its path. */
const heights = (path: string) => [...path.matchAll(/v([\d.]+)/g)].map((match) => Number(match[1]));

describe('the field', () => {
  it('fills the height of every bucket, whatever its mix', () => {
    const paths = fieldPaths([
      bucket(0, 9, { completed: 7, failed: 2, pending: 1 }),
      bucket(10, 19, { running: 10 }),
    ]);
    const sum = Object.values(paths)
      .flatMap(heights)
      .reduce((whole, height) => whole + height, 0);
    expect(sum).toBeCloseTo(2 * FIELD_HEIGHT, 0);
  });

  it('shows one failed row among two thousand', () => {
    const { failed } = fieldPaths([bucket(0, 1999, { completed: 1999, failed: 1 })]);
    expect(heights(failed)[0]).toBeGreaterThan(10);
  });

  it('leaves a bucket without jobs empty', () => {
    expect(Object.values(fieldPaths([bucket(0, 0, {})])).join('')).toBe('');
  });

  it('finds the bucket under a point, the edges included', () => {
    const buckets = [bucket(0, 4, {}), bucket(5, 9, {})];
    expect([0, 0.49, 0.5, 1, -0.1].map((position) => bucketAt(buckets, position)?.from)).toEqual([
      0, 0, 5, 5, 0,
    ]);
    expect(bucketAt([], 0.5)).toBeUndefined();
  });

  it('names rows as people count them', () => {
    expect(rowsOf({ from: 0, to: 0 })).toBe('row 1');
    expect(rowsOf({ from: 1200, to: 1205 })).toBe('rows 1,201 to 1,206');
  });

  it('says in words what it shows', () => {
    const text = fieldText([
      bucket(0, 9, { completed: 10 }),
      bucket(10, 19, { completed: 8, failed: 2 }),
      bucket(20, 29, { pending: 10 }),
    ]);
    expect(text).toBe(
      'All rows in file order: 10 pending, 18 completed, 2 failed; failures between row 11 and row 20.',
    );
  });
});
