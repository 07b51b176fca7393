import type { Page } from 'playwright';
import type { ArtifactRecord, Claim, LaneHold, StepRecord } from '../../lib/domain/lane';
import type { ArtifactWriter } from './artifact-writer';
import { drawPage } from './draw-page';
import type { FindMasks } from './find-masks';
import type { StepLoopParts } from './step-loop';

/** Where the steps of a try are shown while it runs. */
export interface TryBoard {
  begin(hold: LaneHold): Promise<void>;
  start(hold: LaneHold, step: Pick<StepRecord, 'no' | 'startedAtMs'>): Promise<void>;
  note(
    hold: LaneHold,
    claim: Pick<Claim, 'rowIndex' | 'attemptNo'>,
    end: {
      readonly record: StepRecord;
      readonly nextNo: number | null;
      readonly screenshot: ArtifactRecord | null;
    },
  ): Promise<void>;
}

export interface TriedPage {
  readonly hold: LaneHold;
  readonly claim: Claim;
  readonly signal: AbortSignal;
  readonly page: Page;
  readonly writer: ArtifactWriter;
  readonly findMasks: FindMasks;
}

const JPEG_QUALITY = 75;

/**
 * What the step loop does differently for a try: it ends before the step it was told, and shows every step as it ends,
 * with a picture. Nothing at all for a run. What cannot be shown does not fail the row.
 */
export async function watchTry(
  board: TryBoard | undefined,
  tried: TriedPage,
): Promise<Pick<StepLoopParts, 'stopBefore' | 'onEnter' | 'onStep'>> {
  const { hold, claim } = tried;
  if (!claim.tryOrder) return {};
  await board?.begin(hold).catch(() => undefined);
  return {
    stopBefore: claim.tryOrder.stopBefore,
    onEnter: async (record) => {
      await board?.start(hold, record).catch(() => undefined);
    },
    onStep: async (record, next) => {
      const screenshot = record.state === 'skipped' ? null : await takeScreenshot(tried, record);
      await board?.note(hold, claim, { record, nextNo: next?.no ?? null, screenshot }).catch(() => undefined);
    },
  };
}

async function takeScreenshot(
  { page, signal, findMasks, writer }: TriedPage,
  { no, verb }: StepRecord,
): Promise<ArtifactRecord | null> {
  // The page is being closed: a picture would only wait for its time limit.
  if (signal.aborted || page.isClosed()) return null;
  const data = await drawPage(page, findMasks, { type: 'jpeg', quality: JPEG_QUALITY });
  if (!data) return null;
  const name = `step ${no} ${verb.replaceAll('_', ' ')}`;
  const file = { type: 'screenshot', contentType: 'image/jpeg', extension: 'jpg' } as const;
  return writer.write({ ...file, name, data, meta: { step: no } });
}
