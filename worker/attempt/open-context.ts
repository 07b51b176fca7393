import type { BrowserContextOptions } from 'playwright';
import { BatchEngineError } from '../../lib/domain/errors';
import type { BrowserHost, OpenContext } from '../browser/browser-host';
import { runWithin } from './deadline';
import { StepFailure } from './step-failure';

const START_TIMEOUT_MS = 90_000;

/** A fresh context, also when the browser has to be started first. @throws StepFailure of kind `browser_crash` */
export async function openContext(
  host: BrowserHost,
  options: BrowserContextOptions,
  signal: AbortSignal,
): Promise<OpenContext> {
  const opening = host.openContext(options);
  try {
    return await runWithin(opening, { timeoutMs: START_TIMEOUT_MS, phase: 'start', signal });
  } catch (error) {
    // What opens too late is closed again.
    void opening.then(
      (late) => late.release(),
      () => undefined,
    );
    signal.throwIfAborted();
    const message = `The browser did not start: ${firstLine(error)}`;
    const code = error instanceof BatchEngineError ? error.code : 'browser_start_failed';
    throw new StepFailure({ kind: 'browser_crash', code, message });
  }
}

/** The first line of whatever was thrown. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.slice(0, 500) ?? '';
}
