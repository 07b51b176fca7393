import { NotTaken } from './not-taken';
import type { RecordedAction, RecordedBrowser, RecordedStep, RecordingNote } from './recording';

const SHOWN_CHARACTERS = 160;

/** Collects what a reader finds: steps in their order, notes, the browser's settings. */
export class RecordingBuilder {
  readonly steps: RecordedStep[] = [];
  readonly notes: RecordingNote[] = [];
  browser: RecordedBrowser = {};
  title: string | null = null;

  /** Adds what `read` makes of a piece of the recording; what it cannot express becomes a step that says so. */
  add(place: { line: number; window?: string; text: string }, read: () => RecordedAction | null): void {
    const action = this.#attempt(read);
    if (action) this.push(place, action);
  }

  push({ line, window = '', text }: { line: number; window?: string; text: string }, action: RecordedAction) {
    this.steps.push({ line, window, action, text: oneLine(text) });
  }

  warn(code: string, message: string, line: number | null = null): void {
    this.notes.push({ severity: 'warning', code, message, line });
  }

  /** What `change` makes of the last step that did something; false when there is none. */
  changeLast(change: (step: RecordedStep) => RecordedStep | null): boolean {
    for (let at = this.steps.length - 1; at >= 0; at -= 1) {
      const step = this.steps[at];
      const changed = step && isActed(step) ? change(step) : undefined;
      if (changed === null) return false;
      if (changed) {
        this.steps[at] = changed;
        return true;
      }
    }
    return false;
  }

  /** Puts a step before the last one that did something: what happened meanwhile is recorded after it. */
  pushBeforeLast(place: { line: number; window?: string; text: string }, action: RecordedAction): void {
    this.push(place, action);
    const added = this.steps.pop() as RecordedStep;
    const at = this.steps.findLastIndex(isActed);
    this.steps.splice(at < 0 ? this.steps.length : at, 0, added);
  }

  #attempt(read: () => RecordedAction | null): RecordedAction | null {
    try {
      return read();
    } catch (error) {
      if (error instanceof NotTaken) return { type: 'unsupported', reason: oneLine(error.message) };
      throw error;
    }
  }
}

/** A piece of a recording that is no step, without its values: nobody knows what they are. */
export function describeRaw(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null) return typeof raw;
  const { type, name, command } = raw as Record<string, unknown>;
  const said = [type, name, command].find((one) => typeof one === 'string');
  return typeof said === 'string'
    ? said
    : `something with ${Object.keys(raw).slice(0, 5).join(', ') || 'nothing in it'}`;
}

function isActed({ action }: RecordedStep): boolean {
  return action.type !== 'left_out' && action.type !== 'unsupported' && action.type !== 'dialog';
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS - 1)}…` : line;
}
