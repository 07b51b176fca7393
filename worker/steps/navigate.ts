import { errors } from 'playwright';
import { StepFailure } from '../attempt/step-failure';
import type { StepContext } from './step-context';

/** Opens a page in whatever way, and fails as the page that came does. @throws StepFailure, Playwright's TimeoutError */
export async function navigate(
  context: StepContext,
  url: string,
  open: () => Promise<unknown>,
): Promise<void> {
  try {
    await open();
  } catch (error) {
    // Playwright has no type of its own for a navigation that failed; here nothing else can be thrown.
    throw error instanceof errors.TimeoutError ? error : navigationFailed(url, error);
  }
  const failure = context.documentFailure();
  if (failure) throw failure;
}

function navigationFailed(url: string, error: unknown): StepFailure {
  const reason = error instanceof Error ? /net::(ERR_\w+)/.exec(error.message)?.[1] : undefined;
  const message = `${new URL(url).host} could not be opened${reason ? ` (${reason})` : ''}.`;
  return new StepFailure({ kind: 'target_unavailable', code: 'navigation_failed', message, url });
}
