import type { Redactor } from '../../lib/secrets/redactor';
import type { OpenContext } from '../browser/browser-host';
import { settleWithin } from '../browser/settle-within';
import { classifyFailure } from './classify';
import type { Deadline } from './deadline';
import type { PageWatch } from './page-watch';
import type { RowRun } from './prepare-row';
import { redactFault } from './redact-outcome';
import { StepFailure, type StepFault } from './step-failure';
import type { PlannedStep } from './step-loop';

export interface StepPlace {
  readonly open: Pick<OpenContext, 'isAlive' | 'wasPageTooLarge'>;
  readonly watch: PageWatch;
  readonly deadline: Deadline;
  readonly redactor: Redactor;
  readonly run: Pick<RowRun, 'lastLocator'>;
}

const COUNT_TIMEOUT_MS = 1000;

/** Looks at the page and says what an error of a step means there; no secret stays in it. */
export async function classifyStep(error: unknown, step: PlannedStep, at: StepPlace): Promise<StepFault> {
  const { open, watch, deadline, redactor } = at;
  const lastLocator = at.run.lastLocator();
  const isNamed = error instanceof StepFailure;
  const matchCount =
    lastLocator && !isNamed ? await settleWithin(lastLocator.count(), COUNT_TIMEOUT_MS) : undefined;
  const fault = classifyFailure(error, {
    isBrowserAlive: open.isAlive(),
    isPageCrashed: watch.isCrashed,
    isPageTooLarge: watch.isCrashed && open.wasPageTooLarge(),
    isRowDeadlineOver: deadline.isOver(),
    document: watch.document,
    phase: step.verb.replaceAll('_', ' '),
    locator: lastLocator && { text: lastLocator.text, matchCount: matchCount ?? null },
    redact: redactor.redact,
  });
  return redactFault(fault, redactor);
}
