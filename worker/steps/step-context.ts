import type { Page, Locator as PageLocator } from 'playwright';
import type { Locator } from '../../lib/automation/locator';
import type { StepArgs } from '../../lib/automation/step';
import type { InnerStep } from '../../lib/automation/steps/inner-steps';
import type { Verb } from '../../lib/automation/steps/registry';
import type { UseArgs } from '../../lib/automation/steps/use';
import type { NewArtifact } from '../attempt/artifact-writer';
import type { Dialogs } from '../attempt/dialogs';
import type { Downloads } from '../attempt/downloads';
import type { FindMasks } from '../attempt/find-masks';
import type { StepFailure } from '../attempt/step-failure';
import type { Tabs } from '../attempt/tabs';
import type { FetchedFile } from '../browser/fetch-file';
import type { LeanSteps } from '../lean/lean-steps';
import type { ConditionSubject } from './conditions';

/** What a verb is given of the attempt it runs in. */
export interface StepContext {
  /** The window that steps run in at this moment. */
  readonly page: Page;
  readonly tabs: Tabs;
  readonly dialogs: Dialogs;
  /** Paths in `goto` and in url conditions are relative to it. */
  readonly baseUrl: string;
  readonly subject: ConditionSubject;
  /** The action is the point of no return: it must be sent at once or not at all. */
  readonly isCommit: boolean;
  /** The element a locator names, noted for the failure's message. */
  find(locator: Locator, timeoutMs: number): Promise<PageLocator>;
  /** Only notes the element, for a step that may be done without `find`. */
  note(locator: Locator): void;
  readonly lean: LeanSteps;
  /** The failure that the document just loaded is, if any: refused, unreachable, 5xx, 429. */
  documentFailure(): StepFailure | null;
  /** The document answers a form that was sent. */
  isPostedPage(): boolean;
  setOutput(name: string, value: unknown): void;
  /** Adds to what earlier rounds of the loops around the step have read; outside of loops as `setOutput`. */
  addOutput(name: string, values: readonly unknown[]): void;
  /** For the templates of the steps that come now. */
  setVariable(name: string, text: string): void;
  /** The steps inside this one belong to another automation, which has these inputs. */
  enterUsed(args: UseArgs): void;
  readonly findMasks: FindMasks;
  /** Adds a file to the row. False when it could not be stored in what is left of the step; the row's warnings say so. */
  keepFile(file: NewArtifact, leftMs?: number): Promise<boolean>;
  readonly downloads: Downloads;
  /** @throws StepFailure for what is refused, not there or too large */
  fetchFile(url: URL, timeoutMs: number): Promise<FetchedFile>;
  keepScreenshot(name: string, data: Uint8Array, leftMs: number): Promise<void>;
}

/** What a verb does in a browser. Adding one is adding its file and its line in the registry. */
export interface StepVerb<V extends Verb> {
  /** Waits until the action could be sent at once; only commit steps ask for it. */
  prepare?(args: StepArgs<V>, context: StepContext, timeoutMs: number): Promise<void>;
  run(args: StepArgs<V>, context: StepContext, timeoutMs: number): Promise<void>;
}

/** What a verb that holds other steps does: it says which of them run next. */
export interface BlockVerb<V extends Verb> {
  /** Begins anew, also when the step is tried again. Asks nothing of the page yet. */
  open(args: StepArgs<V>, context: StepContext): InnerRounds;
}

export interface InnerRounds {
  /** The steps of the next round; null after the last. */
  next(timeoutMs: number): Promise<readonly InnerStep[] | null>;
}
