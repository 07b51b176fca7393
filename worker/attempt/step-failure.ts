import type { Locator } from '../../lib/automation/locator';
import type { Failure } from '../../lib/domain/failure';

export type StepFault = Omit<Failure, 'step' | 'stepTitle'>;

/** A failure that a verb names itself; everything else thrown in a step is classified by the state of the page. */
export class StepFailure extends Error {
  readonly fault: StepFault;
  /** A `fail` step fired: the site gave a clear answer, also after a commit. */
  readonly isClear: boolean;
  /** What the page was waited for to have. */
  readonly sought: Locator | null;
  constructor(fault: StepFault, isClear = false, sought: Locator | null = null) {
    super(fault.message);
    this.name = 'StepFailure';
    this.fault = fault;
    this.isClear = isClear;
    this.sought = sought;
  }
}
