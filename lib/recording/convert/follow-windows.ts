import type { RecordedStep } from '../recording';

/** A step, or the way back to the window that it happens in. */
export type WindowStep =
  | RecordedStep
  | { readonly closes: true; readonly line: number; readonly isGuess: boolean };

/**
 * Our steps run in the newest window, and closing it leads back; recordings name the window of each step. Adds the
 * closing where a recording goes back without it, and drops it where the first window closes at the end.
 */
export function followWindows(steps: readonly RecordedStep[]): WindowStep[] {
  const open = [''];
  return steps.flatMap((step): WindowStep[] => {
    const { action, line, window } = step;
    if (action.type === 'unsupported') return [step];
    const depth = open.indexOf(window);
    if (depth < 0) open.push(window);
    const passed = depth < 0 ? 0 : open.length - 1 - depth;
    open.length -= passed;
    const back = Array.from({ length: passed }, (): WindowStep => ({ closes: true, line, isGuess: true }));
    if (action.type !== 'close') return [...back, step];
    if (open.length === 1) return back;
    open.pop();
    return [...back, { closes: true, line, isGuess: false }];
  });
}
