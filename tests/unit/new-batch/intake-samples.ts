import { EMPTY_DRAFT, type Intake } from '@/app/_batches/new/batch-draft';
import type { CheckJson } from '@/lib/domain/wire/check';
import type { PlanJson } from '@/lib/domain/wire/plan';
import type { UploadJson } from '@/lib/domain/wire/upload';

const ID = '01a21445-3796-7f26-9401-f78d114ad7dd';
const AT = '2026-11-25T19:17:54.530Z';

export const upload: UploadJson = {
  ...{ id: ID, filename: 'orders.csv', size: 100, received_bytes: 100, read_bytes: 100, sha256: 'x' },
  ...{ state: 'ready', code: null, message: null, dialect: null, fingerprint: null },
  ...{ headers: ['Order no', 'amount'], columns: [], key_column: 'Order no' },
  ...{ row_count: 3000, empty_count: 0, invalid_count: 0, problem_count: 0, seconds_left: null },
  ...{ same_as: [], problem_groups: [], created_at: AT },
};

export const check: CheckJson = {
  ...{ id: ID, upload_id: ID, automation: { name: 'order-status', version: 3 }, key_column: null },
  ...{ state: 'done', error: null, file_rows: 3000, checked_rows: 3000, seconds_left: null },
  ...{ invalid_count: 0, warning_count: 0, dropped_count: 0, duplicate_count: 0, done_count: 0 },
  ...{ runnable_count: 3000, readings: [], groups: [], created_at: AT, ended_at: AT },
};

export const group: CheckJson['groups'][number] = {
  ...{ no: 1, code: 'type_invalid', severity: 'error', column: 2, header: 'amount', input: 'amount' },
  ...{ message: '12 rows: amount is no number', advice: 'Correct the cell.', row_count: 12, first_row: 7 },
};

export const plan: PlanJson = {
  automation: { name: 'order-status', title: 'Look an order up', version: 3, effect: 'read' },
  inputs: [
    {
      ...{ name: 'order_no', title: 'Order number', type: 'string', required: true, default: null },
      ...{ binding: { column: 0, header: 'Order no' }, source: 'normalised', confidence: 0.95 },
      ...{ samples: ['AB-1'], candidates: [] },
    },
    {
      ...{ name: 'email', title: 'email', type: 'email', required: false, default: null },
      ...{ binding: null, source: null, confidence: null, samples: [], candidates: [] },
    },
  ],
  unbound: [],
  reason: null,
  row: { row_index: 0, lines: ['opens /orders'], problems: [], automation: null },
  chosen_by_row: null,
};

export const intake: Intake = {
  ...{ draft: EMPTY_DRAFT, upload, keyColumn: 'Order no', plan, check, isSettling: false },
};
