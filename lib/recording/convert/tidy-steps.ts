import type { RecordedStep, RecordedTarget, RecordingNote } from '../recording';

const FOCUS_KEYS = ['Tab', 'Shift+Tab', 'CapsLock', 'NumLock'];

export interface TidySteps {
  readonly steps: readonly RecordedStep[];
  readonly notes: readonly RecordingNote[];
}

/** Leaves out what a recording holds and a row does not need, and says so. */
export function tidySteps(recorded: readonly RecordedStep[]): TidySteps {
  const left = new Map<string, number[]>();
  const leave = (reason: string, line: number) => void left.set(reason, [...(left.get(reason) ?? []), line]);
  const taken = recorded.filter((step) => {
    const reason = superfluous(step);
    if (reason !== null) leave(reason, step.line);
    return reason === null;
  });
  const kept: RecordedStep[] = [];
  for (const step of taken) {
    const before = kept.at(-1);
    const reason = before ? repeats(before, step) : null;
    if (before?.action.type === 'dialog' && step.action.type === 'dialog') {
      // What the message says and how it is answered come as two.
      kept.push({ ...before, action: { ...kept.pop()?.action, ...step.action } });
      continue;
    }
    if (reason !== null) leave(reason, step.line);
    else {
      if (before && isCoveredBy(before, step)) kept.pop();
      kept.push(step);
    }
  }
  return { steps: kept, notes: [...left].map(([reason, lines]) => leftOutNote(reason, lines)) };
}

function superfluous({ action }: RecordedStep): string | null {
  if (action.type === 'left_out') return action.reason;
  const isFocus = action.type === 'press' && FOCUS_KEYS.includes(action.key);
  return isFocus ? 'steps put the focus where they need it' : null;
}

/** Why a step says nothing after the one before it, or null. */
function repeats({ action: before }: RecordedStep, { action }: RecordedStep): string | null {
  if (action.type === 'goto') {
    if (before.type === 'goto' && before.url === action.url) return 'the page is open already';
    const isLed = 'leadsTo' in before && before.leadsTo === action.url;
    return isLed ? 'the click before it leads there' : null;
  }
  // Chrome notes that a box was ticked, after the click that did it.
  const isTick = action.type === 'fill' && action.value === 'on' && before.type === 'click';
  return isTick && keyOf(before) === action.target.key ? 'the click before it does it' : null;
}

/** A click that only put the focus into a field, or a text that was replaced at once. */
function isCoveredBy(
  { action: before, window }: RecordedStep,
  { action, window: next }: RecordedStep,
): boolean {
  if (window !== next || keyOf(before) === null || keyOf(before) !== keyOf(action)) return false;
  const isEntering = ['fill', 'type', 'select', 'check', 'uncheck', 'upload'].includes(action.type);
  if (before.type === 'click' || before.type === 'dblclick') {
    const isFollowedByKey =
      action.type === 'press' && before.target.names.length > 0 && isField(before.target);
    return (isEntering && !before.opens) || isFollowedByKey;
  }
  return before.type === 'fill' && action.type === 'fill';
}

function isField({ locator }: RecordedTarget): boolean {
  const role = locator.role ?? '';
  return (
    locator.label !== undefined ||
    locator.placeholder !== undefined ||
    ['textbox', 'searchbox', 'combobox'].includes(role)
  );
}

function keyOf(action: RecordedStep['action']): string | null {
  return 'target' in action && action.target ? action.target.key : null;
}

function leftOutNote(reason: string, lines: readonly number[]): RecordingNote {
  const shown = lines.slice(0, 10).join(', ') + (lines.length > 10 ? ', …' : '');
  const what = lines.length === 1 ? `Line ${shown} was` : `Lines ${shown} were`;
  return {
    severity: 'note',
    code: 'left_out',
    message: `${what} left out: ${reason}.`,
    line: lines[0] ?? null,
  };
}
