import type { BrowserContextOptions } from 'playwright';
import type { BlockedType } from '../../lib/automation/browser-settings';
import type { Locator } from '../../lib/automation/locator';
import type { Claim, LaneHold } from '../../lib/domain/lane';
import type { Redactor } from '../../lib/secrets/redactor';
import type { EgressGuard } from '../browser/egress-guard';
import type { ArtifactWriter } from './artifact-writer';
import type { CommitGate } from './commit';
import type { Dialogs } from './dialogs';
import type { FindMasks } from './find-masks';
import type { PageWatch } from './page-watch';
import type { StepFault } from './step-failure';
import type { PlannedStep } from './step-loop';
import type { Tabs } from './tabs';

/** The locator that a step used last: asked when the step fails. */
export interface LastLocator {
  readonly text: string;
  readonly locator: Locator;
  count(): Promise<number>;
}

/** The automation bound to one row and one page. */
export interface RowRun {
  readonly steps: readonly PlannedStep[];
  /** Those inside other steps counted too. */
  readonly stepCount: number;
  lastLocator(): LastLocator | null;
  output(): Readonly<Record<string, unknown>>;
  readonly findMasks: FindMasks;
  /** Sentences for people about what should not be as it is; asked at the end. */
  warnings?(): readonly string[];
}

/** What a row that is run by a function needs beside its page; steps of an automation leave both to the loop. */
export interface AttemptControls {
  readonly gate: CommitGate;
  readonly signal: AbortSignal;
}

export interface RowPage extends AttemptControls {
  readonly tabs: Tabs;
  readonly dialogs: Dialogs;
  readonly watch: PageWatch;
  readonly writer: ArtifactWriter;
  /** Null when FURROW_EGRESS is off. */
  readonly guard: EgressGuard | null;
  /** Knows all that must not be seen: also what only the browser holds, a stored login. */
  readonly redactor: Redactor;
  /** Steps may be done without Playwright where the outcome is the same. */
  readonly isLean?: boolean;
}

export type PreparedRow =
  /** The row or the automation cannot run at all: no browser is needed to say so. */
  | { readonly kind: 'unusable'; readonly effect: 'read' | 'submit'; readonly fault: StepFault }
  | {
      readonly kind: 'ready';
      readonly effect: 'read' | 'submit';
      readonly baseUrl: string;
      /** Some step uses a secret: a trace would show it, so none is made. */
      readonly hasSecrets: boolean;
      /** Goes over everything that is kept of the attempt. */
      readonly redactor: Redactor;
      readonly contextOptions: BrowserContextOptions;
      /** A function runs the row, and has its pages in its own hands; else steps of an automation do. */
      readonly isFunction?: boolean;
      /** What its page does not load. */
      readonly blockedTypes?: readonly BlockedType[];
      /** The stored login that the row wants; null when it wants none. */
      readonly sessionName: string | null;
      /**
       * The row with a fresh login when the site has forgotten the one it ran with, else null.
       * @param isTold the page itself said that nobody is signed in
       */
      startOver?(isTold: boolean, signal: AbortSignal): Promise<ReadyRow | null>;
      bind(at: RowPage): RowRun;
    };

export type ReadyRow = Extract<PreparedRow, { kind: 'ready' }>;

export type PrepareRow = (hold: LaneHold, claim: Claim, signal: AbortSignal) => Promise<PreparedRow>;
