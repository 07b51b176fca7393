import type { Page } from 'playwright';
import type { Claim, LaneHold } from '../../lib/domain/lane';
import type { LiveView } from '../../lib/domain/live-view';
import type { RowProgress } from '../lanes/row-progress';
import { drawPage } from './draw-page';
import { storable } from './evidence';
import type { FindMasks } from './find-masks';
import type { ReadyRow } from './prepare-row';
import type { PlannedStep } from './step-loop';

/** Where a running row is shown to those who look at it. */
export interface LiveBoard {
  show(hold: LaneHold, rowIndex: number, view: LiveView): Promise<void>;
  clear(hold: LaneHold, attempt: Pick<Claim, 'rowIndex' | 'attemptNo'>): Promise<void>;
}

export interface LivePage {
  readonly hold: LaneHold;
  readonly claim: Claim;
  readonly signal: AbortSignal;
  readonly progress: RowProgress;
  readonly prepared: Pick<ReadyRow, 'redactor' | 'hasSecrets'>;
  readonly page: Page;
  readonly findMasks: FindMasks;
}

export interface LiveRow {
  /** @param step null: what comes after the last */
  begin(step: PlannedStep | null): void;
  end(): void;
}

const JPEG_QUALITY = 60;

/**
 * Lets the stop watcher show the page of a row that somebody looks at, once for each call of `progress.show`. A row that
 * nobody looks at pays nothing. What cannot be shown does not fail the row.
 */
export function openLiveView(board: LiveBoard, live: LivePage): LiveRow {
  const { hold, claim, progress } = live;
  let step: PlannedStep | null = null;
  let showing: Promise<void> | null = null;
  let wasShown = false;
  const show = async () => {
    const at = step;
    const drawn = await draw(live, at);
    // What a secret step of meanwhile made of the page was not looked for.
    const picture = live.prepared.hasSecrets && step !== at ? null : drawn;
    wasShown = true;
    await board.show(hold, claim.rowIndex, { ...viewOf(live, step), picture });
  };
  progress.show = () => {
    showing ??= show()
      .catch(() => undefined)
      .finally(() => {
        showing = null;
      });
  };
  return {
    begin: (next) => {
      step = next;
    },
    end: () => {
      progress.show = null;
      void Promise.resolve(showing).then(async () => {
        if (wasShown) await board.clear(hold, claim).catch(() => undefined);
      });
    },
  };
}

function viewOf(
  { claim, progress, prepared }: LivePage,
  step: PlannedStep | null,
): Omit<LiveView, 'picture'> {
  const title = step && storable(prepared.redactor.redact(step.title));
  return {
    attemptNo: claim.attemptNo,
    stepNo: step?.no ?? null,
    stepCount: progress.steps,
    stepTitle: title,
  };
}

/** A step that uses a secret shows it while it goes on; one that submits has the page to itself. */
async function draw({ page, signal, findMasks }: LivePage, step: PlannedStep | null): Promise<Buffer | null> {
  if (!step || step.isSecret || step.isCommit || signal.aborted || page.isClosed()) return null;
  return drawPage(page, findMasks, { type: 'jpeg', quality: JPEG_QUALITY });
}
