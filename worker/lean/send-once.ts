import { errors } from 'playwright';
import type { Deadline } from '../attempt/deadline';
import { settleWithin } from '../browser/settle-within';
import type { LeanPage } from './lean-page';

export interface ActionLimits {
  readonly timeoutMs: number;
  /** What the action sets off is not waited for. */
  readonly isCommit: boolean;
}

/**
 * Sends an action, once and in time or not at all: whatever goes wrong from then on, it is never sent again by this step.
 * @returns false when it was not sent, or the page kept it from what lay in the way of its target: it reached nothing
 * @throws TimeoutError when it was sent and the navigation that it set off does not end in time
 */
export async function sendOnce(
  lean: LeanPage,
  { deadline, isCommit }: { readonly deadline: Deadline; readonly isCommit: boolean },
  act: () => Promise<void>,
): Promise<boolean> {
  // The permit of a commit, or the step's time, may have run out while the page was asked.
  if (deadline.isOver()) {
    lean.tell({ ask: 'endAction' });
    return false;
  }
  const navigation = lean.navigation.begin();
  await act();
  if (isCommit) {
    lean.tell({ ask: 'endAction' });
    return true;
  }
  const ending = lean.ask<{ wasMet: boolean }>({ ask: 'endAction' }, deadline.remainingMs());
  const ended = await Promise.race([ending, navigation.ended]);
  if (ended && !ended.value.wasMet) return false;
  if (!navigation.isAsked) return true;
  const hasEnded = await settleWithin(
    navigation.ended.then(() => true),
    Math.max(1, deadline.remainingMs()),
  );
  if (!hasEnded) throw new errors.TimeoutError('The page that was asked for did not come');
  return true;
}
