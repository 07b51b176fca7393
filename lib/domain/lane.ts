import type { BatchSettings } from './batch-settings';
import type { Failure } from './failure';
import type { Decision } from './retry-policy';
import type { VerificationAnswer, VerificationDecision, VerificationOrder } from './verification';

/** A lane held by a worker. Every write of an attempt repeats it; when the epoch has moved on, nothing is written. */
export interface LaneHold {
  readonly batchId: string;
  readonly laneNo: number;
  readonly epoch: bigint;
  readonly workerId: string;
}

/** One row to run, as its lane claimed it. */
export interface Claim {
  readonly rowIndex: number;
  readonly lineNumber: number;
  /** Cells in column order, the newest edit included. */
  readonly cells: readonly string[];
  readonly rowVersion: number;
  readonly attemptNo: number;
  /** 1-based number of the attempt in its round: from 2 on it is a retry. */
  readonly roundAttemptNo: number;
  readonly failedCount: number;
  readonly automationVersion: number;
  /** Which of the batch's automations the row chose; 0 when the batch has one for all rows. */
  readonly automationNo: number;
  readonly settings: BatchSettings;
  /** The host whose limits the claim observed; pages of other hosts ask for themselves. */
  readonly host: string | null;
  /** The row is only tried: every step is shown as it ends. `stopBefore` is the 1-based step that is not run any more. */
  readonly tryOrder?: { readonly stopBefore: number | null };
  /** The row is not run: the site is asked whether it went through. */
  readonly verification?: VerificationOrder;
}

/** What keeps a row from starting that could run otherwise. */
export type LimitKind = 'rate' | 'host' | 'account';

export type ClaimAnswer =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Nothing to run now: all rows are taken or ended, retries are not due, or the batch does not run. */
  | { readonly kind: 'idle' }
  /** A limit allows no row before so many seconds have passed; nothing was taken. */
  | { readonly kind: 'refused'; readonly limit: LimitKind; readonly waitSeconds: number }
  /** The lane belongs to somebody else by now: stop, close the page, write nothing. */
  | { readonly kind: 'lost' };

export type StepState = 'passed' | 'failed' | 'skipped';

/** What one step did; kept with the attempt. Titles and messages carry no secret. */
export interface StepRecord {
  readonly no: number;
  readonly verb: string;
  readonly title: string;
  readonly state: StepState;
  /** Counted from the start of the attempt's first step. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly message?: string;
  /** The step that submits. */
  readonly isCommit?: true;
  /** Of a step inside loops: which round of each, from 1, the outermost first. */
  readonly rounds?: readonly number[];
  /** Of a step inside others: how many hold it. */
  readonly depth?: number;
}

/** A stored file of an attempt, already written to the artifact store. */
export interface ArtifactRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly storageKey: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Something the page itself reported while an attempt ran. */
export interface PageError {
  readonly source: 'console' | 'network';
  /** What a script wrote or threw; of a request why it failed. */
  readonly text: string;
  /** Where it was written, or what was asked for; empty when the browser does not say. */
  readonly url: string;
  /** Of a request that got an answer. */
  readonly status?: number;
  /** Of a request. */
  readonly method?: string;
  /** How often the same was seen. */
  readonly times: number;
}

export type EndedAttemptState = 'completed' | 'failed' | 'stopped' | 'unconfirmed' | 'given_back';

/** Everything that is written, in one statement, when an attempt ends. */
export interface AttemptRecord {
  readonly rowIndex: number;
  readonly attemptNo: number;
  readonly attemptState: EndedAttemptState;
  readonly decision: Decision;
  readonly durationMs: number;
  readonly failure: Failure | null;
  readonly fingerprint: string | null;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly steps: readonly StepRecord[];
  readonly warnings: readonly string[];
  readonly pageText: string | null;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  /** In the order first seen; absent when the page reported none. */
  readonly pageErrors?: readonly PageError[] | undefined;
  readonly artifacts: readonly ArtifactRecord[];
  /** Of an attempt that asked the site; `decision` then repeats what the job becomes. */
  readonly verification?: {
    /** Null when the attempt was ended from outside. */
    readonly answer: VerificationAnswer | null;
    readonly settleSeconds: number;
    readonly decision: VerificationDecision;
  };
}
