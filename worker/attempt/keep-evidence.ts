import type { Page } from 'playwright';
import type { Claim } from '../../lib/domain/lane';
import type { OpenContext } from '../browser/browser-host';
import { settleWithin } from '../browser/settle-within';
import type { ArtifactWriter } from './artifact-writer';
import { type Deadline, startDeadline } from './deadline';
import { keepScreenshot, NO_PAGE, type PageEvidence, readPage, storable } from './evidence';
import type { FindMasks } from './find-masks';
import type { ReadyRow } from './prepare-row';
import type { StepLoopResult } from './step-loop';
import type { Trace } from './trace';

const CLOSE_MS = 1000;
/** For all of it, storing included; shorter than what a row has after its own limit. */
const EVIDENCE_MS = 20_000;

export interface EvidenceParts {
  readonly page: Page;
  readonly open: OpenContext;
  readonly claim: Claim;
  readonly writer: ArtifactWriter;
  readonly prepared: Pick<ReadyRow, 'redactor'>;
  readonly findMasks: FindMasks;
  /** The page went on without end and was stopped for it. */
  readonly isEndless: boolean;
}

/** Costs nothing for a row that went well, unless the settings ask for it. */
export async function keepEvidence(
  parts: EvidenceParts,
  trace: Trace,
  loop: StepLoopResult,
): Promise<PageEvidence> {
  if (!parts.open.isAlive() || loop.isInterrupted) return NO_PAGE;
  const hasFailed = loop.failed !== null;
  const limit = startDeadline(EVIDENCE_MS);
  const evidence = await lookAtPage(parts, hasFailed, limit);
  await trace.end(hasFailed, parts.writer, limit);
  return evidence;
}

async function lookAtPage(
  { page, claim, writer, prepared, findMasks, isEndless }: EvidenceParts,
  hasFailed: boolean,
  limit: Deadline,
): Promise<PageEvidence> {
  const { screenshot } = claim.settings.evidence;
  if (isEndless) {
    // It shows nothing any more, and the end of a trace would wait for whatever it was asked last.
    await settleWithin(page.close(), CLOSE_MS);
    return { ...NO_PAGE, pageUrl: storable(prepared.redactor.redact(page.url())) };
  }
  const evidence = hasFailed ? await readPage(page, prepared.redactor) : NO_PAGE;
  const isKept = screenshot === 'always' || (screenshot === 'on_failure' && hasFailed);
  // A page that hangs does not tell its title: its picture would only be waited for.
  const answers = !hasFailed || evidence.pageTitle !== null;
  if (isKept && answers)
    await keepScreenshot(page, hasFailed ? 'failure' : 'end', writer, findMasks, limit.remainingMs);
  return evidence;
}
