import type { ArtifactWriter } from '../attempt/artifact-writer';
import { classifyStep } from '../attempt/classify-step';
import { createCommitGate } from '../attempt/commit';
import { startDeadline } from '../attempt/deadline';
import { createDialogs } from '../attempt/dialogs';
import { openContext } from '../attempt/open-context';
import { limitPages } from '../attempt/page-limits';
import { watchPage } from '../attempt/page-watch';
import type { ReadyRow } from '../attempt/prepare-row';
import type { StepFault } from '../attempt/step-failure';
import { runSteps } from '../attempt/step-loop';
import { openTabs } from '../attempt/tabs';
import type { BrowserHost } from '../browser/browser-host';
import type { EgressGuard } from '../browser/egress-guard';
import { readState, type SiteState } from './site-state';

export interface BrowserParts {
  readonly host: BrowserHost;
  /** Null when FURROW_EGRESS is off. */
  readonly guard: EgressGuard | null;
}

export interface ApartRun {
  readonly ready: ReadyRow;
  /** What the browser starts with; nothing when null. */
  readonly state: SiteState | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Either the steps passed and this is what the browser knew then, or one of them failed. */
export type ApartEnd =
  | { readonly kind: 'passed'; readonly state: SiteState }
  | { readonly kind: 'failed'; readonly fault: StepFault };

/** No row submits anything here: a sign-in may be repeated, and it leaves no pictures of passwords behind. */
const NO_WRITER: ArtifactWriter = { records: [], problems: [], write: async () => null };

/**
 * Runs steps in a context of their own, outside of any row's attempt.
 * @throws StepFailure when no browser comes up; the signal's reason
 */
export async function runApart({ host, guard }: BrowserParts, run: ApartRun): Promise<ApartEnd> {
  const { ready, state, timeoutMs, signal } = run;
  const deadline = startDeadline(timeoutMs);
  const options = state ? { ...ready.contextOptions, storageState: state } : ready.contextOptions;
  const open = await openContext(host, options, signal);
  try {
    const dialogs = createDialogs();
    const tooMuch = limitPages(open.context, dialogs);
    const tabs = await openTabs(open.context, ready.blockedTypes);
    const watch = watchPage(open.context, tabs, guard, ready.baseUrl);
    const gate = createCommitGate(async () => true);
    const { redactor } = ready;
    const bound = ready.bind({ tabs, dialogs, watch, writer: NO_WRITER, redactor, guard, gate, signal });
    const loop = await runSteps({
      ...{ steps: bound.steps, deadline, signal, gate },
      ending: AbortSignal.any([signal, tooMuch]),
      classify: (error, step) =>
        classifyStep(error, step, {
          ...{ open, page: tabs.current(), watch, deadline, redactor, run: bound },
        }),
    });
    signal.throwIfAborted();
    if (loop.failed) return { kind: 'failed', fault: loop.failed.fault };
    return { kind: 'passed', state: await readState(open.context) };
  } finally {
    void open.release();
  }
}
