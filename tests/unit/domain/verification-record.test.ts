import { expect, it } from 'vitest';
import { batchSettingsSchema } from '@/lib/domain/batch-settings';
import type { Claim } from '@/lib/domain/lane';
import { buildVerificationRecord } from '@/worker/lanes/build-verification-record';

it('asks no sooner than a busy host allows', () => {
  const order = {
    ...{ settleSeconds: 1, rerunsNotFound: true, doesNoCount: true },
    ...{ notFoundCount: 1, unansweredCount: 0 },
  };
  const claim = { rowIndex: 0, attemptNo: 2, failedCount: 0, settings: batchSettingsSchema.parse({}) };
  const record = buildVerificationRecord(claim as unknown as Claim, order, {
    ...{ output: null, steps: [], warnings: [], pageText: null, pageUrl: null, pageTitle: null },
    ...{ artifacts: [], durationMs: 1, effect: 'read', isCommitted: false, closed: Promise.resolve() },
    result: { kind: 'given_back', inSeconds: 30 },
  });
  expect(record.verification).toMatchObject({
    answer: null,
    decision: { state: 'unconfirmed', askAgainInSeconds: 30, notFoundCount: 1 },
  });
});
