import { StepFailure } from './step-failure';

/** How long after the mark was sent the action may still be sent; a lane is reclaimed no sooner than lease + permit. */
export const PERMIT_MS = 5000;

/** The right to send one action, on the worker's monotonic clock. */
export interface Permit {
  remainingMs(): number;
}

/** The point of no return of one attempt. */
export interface CommitGate {
  /** The action was sent, or may have been: only `completed` and a `fail` step are clear from now on. */
  readonly isPassed: boolean;
  /** Told once, just before the first action is sent. */
  onPassing(listener: () => void): void;
  /**
   * Writes the durable mark, then sends the action while its permit runs.
   * @throws CommitRefused when the lane is lost or the batch stops; StepFailure when the permit ran out. Neither sent it.
   */
  pass(send: (permit: Permit) => Promise<void>): Promise<void>;
}

/** The database did not allow the mark: nothing was sent. */
export class CommitRefused extends Error {
  constructor() {
    super('The lane is lost or the batch is being stopped: the action was not sent');
    this.name = 'CommitRefused';
  }
}

/** @param markCommit writes the mark; false when it must not be passed. */
export function createCommitGate(markCommit: () => Promise<boolean>, permitMs = PERMIT_MS): CommitGate {
  const listeners: (() => void)[] = [];
  let isPassed = false;
  return {
    onPassing: (listener) => void listeners.push(listener),
    get isPassed() {
      return isPassed;
    },
    async pass(send) {
      // From just before the mark is sent: the database may have seen it then and count from there.
      const endsAtMs = performance.now() + permitMs;
      const remainingMs = () => endsAtMs - performance.now();
      if (!(await markCommit())) throw new CommitRefused();
      if (remainingMs() <= 0) throw permitExpired();
      isPassed = true;
      for (const tell of listeners.splice(0)) tell();
      await send({ remainingMs });
    },
  };
}

function permitExpired(): StepFailure {
  return new StepFailure({
    kind: 'timeout',
    code: 'permit_expired',
    message: 'The database answered too late to submit safely: the action was not sent.',
  });
}
