import type { ReadyRow } from '../attempt/prepare-row';
import { StepFailure, type StepFault } from '../attempt/step-failure';
import { type BrowserParts, runApart } from './run-apart';
import type { SiteState } from './site-state';

/** Shorter than the lock of the session lasts, both together. */
const SIGN_IN_TIMEOUT_MS = 60_000;
const PROBE_TIMEOUT_MS = 20_000;

/** The site or the browser did not answer, which says nothing about the login. */
const UNANSWERED: readonly StepFault['kind'][] = ['target_unavailable', 'timeout', 'browser_crash'];

/**
 * Signs in with nothing stored.
 * @throws StepFailure: `needs_person` when the site did not let the account in, else what ails site or browser
 */
export async function signInAtSite(
  browser: BrowserParts,
  name: string,
  ready: ReadyRow,
  signal: AbortSignal,
): Promise<SiteState> {
  const end = await runApart(browser, { ready, state: null, timeoutMs: SIGN_IN_TIMEOUT_MS, signal });
  if (end.kind === 'passed') return end.state;
  const { fault } = end;
  const message = `Signing in as ${name}: ${fault.message}`;
  if (UNANSWERED.includes(fault.kind)) throw new StepFailure({ ...fault, message });
  throw new StepFailure({ ...fault, kind: 'needs_person', code: 'login_failed', message });
}

/** Whether the site still knows this login; `unanswered` when it could not be asked. */
export async function askSite(
  browser: BrowserParts,
  probe: ReadyRow,
  state: SiteState,
  signal: AbortSignal,
): Promise<'holds' | 'lost' | 'unanswered'> {
  const end = await runApart(browser, { ready: probe, state, timeoutMs: PROBE_TIMEOUT_MS, signal });
  if (end.kind === 'passed') return 'holds';
  return UNANSWERED.includes(end.fault.kind) ? 'unanswered' : 'lost';
}
