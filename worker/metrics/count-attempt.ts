import type { AttemptRecord, Claim } from '../../lib/domain/lane';
import type { MetricSums } from '../../lib/domain/metrics';

/** Adds an attempt that was recorded to the sums: numbers, kinds, states and verbs, nothing of the row itself. */
export function countAttempt(sums: MetricSums, record: AttemptRecord, claim: Claim): void {
  // Nobody wants the rows that are tried before a batch in its figures.
  if (claim.tryOrder) return;
  const kind = claim.verification ? 'verify' : 'run';
  sums.count('attempts', { kind, state: record.attemptState });
  for (const step of record.steps) {
    if (step.state !== 'skipped') {
      sums.observe('step_duration_seconds', { verb: step.verb }, step.durationMs / 1000);
    }
  }
  if (kind === 'verify') countAnswer(sums, record);
  else countRun(sums, record);
}

function countRun(sums: MetricSums, record: AttemptRecord): void {
  if (record.failure) sums.count('attempt_errors', { kind: record.failure.kind });
  countOutputs(sums, record);
  const { state } = record.decision;
  if (state === 'pending') return;
  sums.count('rows_ended', { state });
  sums.observe('job_duration_seconds', { state }, record.durationMs / 1000);
  if (state === 'stopped') sums.count('batch_jobs_stopped');
  else sums.count('batch_jobs_executed');
  if (state === 'completed') sums.count('batch_jobs_completed');
  if (state === 'failed') sums.count('batch_jobs_failed');
  if (state === 'failed' && record.failure) sums.count('job_errors', { kind: record.failure.kind });
}

/** The site said that a row, which ended unconfirmed, went through. */
function countAnswer(sums: MetricSums, { decision }: AttemptRecord): void {
  if (decision.state !== 'completed') return;
  sums.count('rows_ended', { state: 'completed' });
  sums.count('batch_jobs_completed');
}

function countOutputs(sums: MetricSums, { output, steps }: AttemptRecord): void {
  const values = Object.values(output ?? {});
  const missing = values.filter((value) => value === null || value === undefined).length;
  const failed = steps.filter(({ verb, state }) => verb === 'extract' && state === 'failed').length;
  if (values.length > missing) sums.count('extraction_fields_success', {}, values.length - missing);
  if (missing + failed > 0) sums.count('extraction_fields_failure', {}, missing + failed);
}
