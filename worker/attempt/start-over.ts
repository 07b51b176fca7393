import type { FailureKind } from '../../lib/domain/failure';
import type { AttemptResult } from '../../lib/domain/retry-policy';
import type { CommitGate } from './commit';
import type { ReadyRow } from './prepare-row';

/** What a row may run into on a page that asks for a sign-in instead of showing what was expected. */
const MAYBE_SIGNED_OUT: readonly FailureKind[] = ['needs_person', 'page_mismatch', 'timeout', 'automation'];

/**
 * The row to run once more in the same attempt, because it failed only for a login that the site had forgotten; null
 * when its failure stands. Never after the point of no return.
 */
export async function startOver(
  prepared: ReadyRow,
  result: AttemptResult,
  at: { readonly gate: CommitGate; readonly signal: AbortSignal },
): Promise<ReadyRow | null> {
  if (!prepared.startOver || result.kind !== 'failed' || at.gate.isPassed || at.signal.aborted) return null;
  const { kind } = result.failure;
  if (!MAYBE_SIGNED_OUT.includes(kind)) return null;
  return prepared.startOver(kind === 'needs_person', at.signal);
}
