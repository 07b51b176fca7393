import type { Page } from 'playwright';
import type { Locator } from '../../lib/automation/locator';
import type { Redactor } from '../../lib/secrets/redactor';
import type { OpenContext } from '../browser/browser-host';
import { settleWithin } from '../browser/settle-within';
import { locate } from '../steps/locate';
import { classifyFailure } from './classify';
import type { Deadline } from './deadline';
import { nearestElements } from './nearest-elements';
import type { PageWatch } from './page-watch';
import type { LastLocator, RowRun } from './prepare-row';
import { redactFault } from './redact-outcome';
import { StepFailure, type StepFault } from './step-failure';
import type { PlannedStep } from './step-loop';

export interface StepPlace {
  readonly open: Pick<OpenContext, 'isAlive' | 'wasPageTooLarge'>;
  readonly page: Page;
  readonly watch: PageWatch;
  readonly deadline: Deadline;
  readonly redactor: Redactor;
  readonly run: Pick<RowRun, 'lastLocator'>;
}

const COUNT_TIMEOUT_MS = 1000;
const NEAREST_TIMEOUT_MS = 1500;

/** Looks at the page and says what an error of a step means there; no secret stays in it. */
export async function classifyStep(error: unknown, step: PlannedStep, at: StepPlace): Promise<StepFault> {
  const { open, page, watch, deadline, redactor } = at;
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
  const sought = soughtFor(error, fault, lastLocator);
  const hint = sought && (await nearestTo(sought, page));
  return redactFault(hint ? { ...fault, hint } : fault, redactor);
}

/** What the page does not have, when that is why the step failed. */
function soughtFor(error: unknown, { code }: StepFault, last: LastLocator | null): Locator | null {
  if (code === 'element_missing') return last?.locator ?? null;
  return error instanceof StepFailure && error.fault.code === code ? error.sought : null;
}

/** Of a page that has it after all, but with another text or only for a moment, there is nothing to say. */
async function nearestTo(sought: Locator, page: Page): Promise<string | undefined> {
  const count = await settleWithin(locate(page, sought).count(), COUNT_TIMEOUT_MS);
  if (count !== 0) return undefined;
  return (await settleWithin(nearestElements(page, sought), NEAREST_TIMEOUT_MS)) ?? undefined;
}
