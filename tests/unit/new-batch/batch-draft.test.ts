import { describe, expect, test } from 'vitest';
import { EMPTY_DRAFT, type Intake, obstacles, toRequest } from '@/app/_batches/new/batch-draft';
import { check, group, intake, plan, upload } from './intake-samples';

const texts = (changed: Partial<Intake>) => obstacles({ ...intake, ...changed }).map(({ text }) => text);

describe('what stands against running', () => {
  test('is nothing when all is known and every row can run', () => {
    expect(obstacles(intake)).toEqual([]);
  });

  test('a file that is no table, or is not read yet', () => {
    const message = 'Line 7: a quote is never closed.';
    expect(texts({ upload: { ...upload, state: 'rejected', message } })).toEqual([message]);
    expect(texts({ upload: { ...upload, state: 'reading' } })).toEqual(['The file is still being read.']);
  });

  test('a fault of the file as a whole, which leaving rows out does not mend', () => {
    const fault = { ...group, code: 'header_blank', message: 'Line 1: column 2 has no name.', row_count: 0 };
    const draft = { ...EMPTY_DRAFT, onlyValidRows: true };
    expect(texts({ draft, check: { ...check, groups: [fault] } })).toEqual([fault.message]);
  });

  test('an automation that is not chosen, or lacks something, in the words of the plan', () => {
    const reason = 'Order number needs a column or a text.';
    expect(texts({ plan: { ...plan, reason } })).toEqual([reason]);
  });

  test('a setting out of its bounds', () => {
    const draft = { ...EMPTY_DRAFT, settings: { concurrency: 500 } };
    expect(texts({ draft })).toEqual(['One of the settings is not valid.']);
  });

  test('rows with problems, until they are left out', () => {
    const found = { ...check, invalid_count: 12, runnable_count: 2988, groups: [group] };
    expect(obstacles({ ...intake, check: found })).toMatchObject([{ canLeaveOut: true }]);
    expect(texts({ check: found, draft: { ...EMPTY_DRAFT, onlyValidRows: true } })).toEqual([]);
  });

  test('no row that is left', () => {
    const found = { ...check, invalid_count: 3000, runnable_count: 0, groups: [group] };
    expect(texts({ check: found, draft: { ...EMPTY_DRAFT, onlyValidRows: true } })).toEqual([
      'No row is left that can run.',
    ]);
  });

  test('an answer that is not there yet', () => {
    expect(texts({ isSettling: true })).toHaveLength(1);
    expect(texts({ check: undefined })).toHaveLength(1);
    expect(texts({ check: { ...check, state: 'checking' } })).toEqual(['The rows are still being checked.']);
  });
});

describe('the request of a new batch', () => {
  test('says what was shown: version, bindings by position, key', () => {
    expect(toRequest(intake, true)).toEqual({
      upload_id: upload.id,
      automation: 'order-status',
      automation_version: 3,
      bindings: { order_no: { column: 0 } },
      rows: 'all',
      settings: { key_column: 'Order no' },
      start: true,
    });
  });

  test('carries what a person decided', () => {
    const draft = {
      ...EMPTY_DRAFT,
      name: ' Orders May ',
      onlyValidRows: true,
      skipDone: true,
      limit: 10,
      settings: { concurrency: 4 },
    };
    expect(toRequest({ ...intake, draft }, false)).toMatchObject({
      name: 'Orders May',
      rows: 'valid',
      limit: 10,
      settings: { concurrency: 4, key_column: 'Order no', skip_done: true },
      start: false,
    });
  });

  test('without a key nothing is skipped', () => {
    const draft = { ...EMPTY_DRAFT, skipDone: true };
    expect(toRequest({ ...intake, draft, keyColumn: null }, true).settings).toEqual({});
  });
});
