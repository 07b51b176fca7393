import { browserSchema } from '../../automation/browser-settings';
import { fieldName } from '../../automation/fields';
import { parseAutomation } from '../../automation/parse-automation';
import { MAX_STEPS } from '../../automation/schema';
import { BatchEngineError, FileProcessingError } from '../../domain/errors';
import {
  FORMAT_NAMES,
  type RecordedBrowser,
  type RecordedStep,
  type Recording,
  type RecordingNote,
} from '../recording';
import { speaksOfPassword } from '../target';
import { automationName } from './field-name';
import { findCommit } from './find-commit';
import { followWindows, type WindowStep } from './follow-windows';
import { type ChosenInput, InputChooser } from './input-chooser';
import type { Sample } from './sample';
import { findSite } from './site-address';
import { type StepDocument, stepDocument } from './step-document';
import { tidySteps } from './tidy-steps';
import { type DocumentStep, writeDocument } from './write-document';

export interface RecordedAutomation {
  readonly name: string;
  readonly title: string;
  readonly effect: 'read' | 'submit';
  /** The YAML document; it passes the checks of every automation. */
  readonly source: string;
  /** By line of the recording; those about all of it first. */
  readonly notes: readonly RecordingNote[];
}

export interface ConvertOptions {
  /** The first row of a file: what was typed and stands in it comes from its columns, everything else is the same for all rows. */
  readonly sample?: Sample | null | undefined;
  /** For a recording without a title: its file's name, without folders. */
  readonly fileName?: string | undefined;
}

/** Turns a recording into an automation for many rows. @throws FileProcessingError `recording_too_many_steps`, `recording_empty` */
export function toAutomation(
  recording: Recording,
  { sample = null, fileName }: ConvertOptions = {},
): RecordedAutomation {
  const tidy = tidySteps(recording.steps);
  const steps = followWindows(tidy.steps);
  const site = findSite(recording);
  const commit = findCommit(steps);
  const written = new StepWriter(new InputChooser(sample), site.baseUrl);
  for (const [at, step] of steps.entries()) written.write(step, at === commit.at);
  const { chooser } = written;
  if (written.steps.length === 0) {
    throw new FileProcessingError('recording_empty', 'The recording has no step that could be taken over.');
  }
  if (written.steps.length > MAX_STEPS) {
    const message = `The recording has ${written.steps.length} steps; an automation has ${MAX_STEPS} at most.`;
    throw new FileProcessingError('recording_too_many_steps', message);
  }
  const effect = written.hasCommit ? 'submit' : 'read';
  const title = titleOf(recording, fileName);
  const source = writeDocument({
    head: [`From a recording: ${FORMAT_NAMES[recording.format]}. Look at every step before it runs.`],
    ...{
      name: automationName(title),
      title,
      baseUrl: site.baseUrl,
      effect,
      browser: usable(recording.browser),
    },
    ...{
      inputs: usedInputs(written),
      outputs: [...written.outputs],
      steps: written.steps,
      tail: written.pending,
    },
  });
  const notes = [
    ...recording.notes,
    ...site.notes,
    ...chooser.notes,
    ...commit.notes,
    ...written.notes,
    ...tidy.notes,
  ];
  requireRight(source);
  return { name: automationName(title), title, effect, source, notes: notes.sort(byLine) };
}

/** Writes step by step; what cannot be written waits as a comment above the next one. */
class StepWriter {
  readonly steps: DocumentStep[] = [];
  readonly notes: RecordingNote[] = [];
  readonly outputs = new Set<string>();
  pending: string[] = [];
  hasCommit = false;
  readonly chooser: InputChooser;
  readonly #baseUrl: string;

  constructor(chooser: InputChooser, baseUrl: string) {
    this.chooser = chooser;
    this.#baseUrl = baseUrl;
  }

  write(step: WindowStep, isCommit: boolean): void {
    if ('closes' in step) this.#close(step.line, step.isGuess);
    else this.#writeStep(step, isCommit);
  }

  #writeStep({ action, line, text }: RecordedStep, isCommit: boolean): void {
    const isNamed = action.type !== 'extract' || fieldName.safeParse(action.output).success;
    const made = isNamed
      ? stepDocument(action, { chooser: this.chooser, baseUrl: this.#baseUrl, line })
      : { reason: `${action.type === 'extract' ? action.output : 'it'} is no name for an output` };
    if ('reason' in made) {
      this.#refuse(line, text, made.reason);
      return;
    }
    if (action.type === 'extract') this.outputs.add(action.output);
    this.#remarkOn(action, made.step, line);
    this.#take(isCommit ? { ...made.step, commit: true } : made.step);
    if (isCommit) this.hasCommit = true;
  }

  #close(line: number, isGuess: boolean): void {
    if (isGuess)
      this.#warn(
        'window_left',
        'The recording goes back to the window before: the newer one is closed here.',
        line,
      );
    this.#take({ close_tab: true });
  }

  #refuse(line: number, text: string, reason: string): void {
    const shown = this.#withoutSecrets(text);
    this.pending.push(`NOT TAKEN, line ${line}: ${shown} (${this.#withoutSecrets(reason)})`);
    this.#warn(
      'step_not_taken',
      `Not taken: ${shown} (${this.#withoutSecrets(reason)}). It stands in the document as a comment.`,
      line,
    );
  }

  #remarkOn(action: { type: string; opens?: string }, step: StepDocument, line: number): void {
    if (action.type === 'type' && 'fill' in step) {
      this.#warn('typed_at_once', 'Typed key by key in the recording, filled in at once here.', line);
    }
    if (action.opens === 'download' && 'click' in step) {
      this.#warn('download_lost', 'This click gives a file, which is not kept.', line);
    }
  }

  #take(step: StepDocument): void {
    this.steps.push({ step, comments: this.pending });
    this.pending = [];
  }

  #warn(code: string, message: string, line: number): void {
    this.notes.push({ severity: 'warning', code, message, line });
  }

  /** What was typed into a password field stands nowhere, and what may be one neither. */
  #withoutSecrets(text: string): string {
    const hidden = [...this.chooser.secrets.values()].reduce(
      (left, secret) => left.replaceAll(secret, '…'),
      text,
    );
    return speaksOfPassword(hidden) ? hidden.replace(/(["'`])(?:(?!\1).)+\1|=[^\s"'&]+/g, '…') : hidden;
  }
}

/** Without those of steps that were not taken after all. */
function usedInputs({ chooser, steps }: StepWriter): ReadonlyMap<string, ChosenInput> {
  const text = JSON.stringify(steps.map(({ step }) => step));
  return new Map([...chooser.inputs].filter(([name]) => text.includes(`{{ ${name} `)));
}

/** The settings of the browser that an automation takes. */
function usable(browser: RecordedBrowser): RecordedBrowser {
  const { viewport, locale, timezone, userAgent } = browser;
  const isRight = (raw: object) => browserSchema.safeParse(raw).success;
  const { baseUrl: _baseUrl, ...rest } = browser;
  const kept: Record<string, unknown> = { ...rest };
  if (viewport && !isRight({ viewport: `${viewport.width}x${viewport.height}` })) delete kept.viewport;
  if (locale !== undefined && !isRight({ locale })) delete kept.locale;
  if (timezone !== undefined && !isRight({ timezone })) delete kept.timezone;
  if (userAgent !== undefined && !isRight({ user_agent: userAgent })) delete kept.userAgent;
  return kept as RecordedBrowser;
}

function titleOf({ title }: Recording, fileName: string | undefined): string {
  const ofFile = (fileName ?? '').replace(/(\.(spec|test))?\.[^.]+$/, '').replace(/[-_]+/g, ' ');
  const found = [title ?? '', ofFile, 'Recorded automation']
    .map((one) => one.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .find((one) => one !== '');
  const words = (found ?? '').replaceAll('_', ' ').slice(0, 200);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** Every piece was read by the language before; this is the last word on the whole. */
function requireRight(source: string): void {
  const parsed = parseAutomation(source);
  if (parsed.ok) return;
  const [first] = parsed.problems;
  const message = `The recording cannot be written as an automation: ${first?.message} (line ${first?.line})`;
  throw new BatchEngineError('recording_not_expressible', message, { errors: parsed.problems });
}

function byLine(a: RecordingNote, b: RecordingNote): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
