import type { AttemptRecord } from '../../lib/domain/lane';
import type { AttemptResult } from '../../lib/domain/retry-policy';
import type { SeenPage } from '../../lib/domain/verification';

type Evidence = Pick<
  AttemptRecord,
  | 'output'
  | 'steps'
  | 'warnings'
  | 'pageText'
  | 'pageUrl'
  | 'pageTitle'
  | 'pageErrors'
  | 'artifacts'
  | 'durationMs'
>;

/** How an attempt ended and what it left; what becomes of its job is decided by the lane. */
export interface AttemptOutcome extends Evidence {
  readonly result: AttemptResult;
  readonly effect: 'read' | 'submit';
  /** The durable commit mark was asked for: from then on the action may have reached the target. */
  readonly isCommitted: boolean;
  /** The page as it stood at the end; absent when there was none. */
  readonly page?: SeenPage | undefined;
  /** Settles when the page is gone; the lane claims no other row before. */
  readonly closed: Promise<void>;
}
