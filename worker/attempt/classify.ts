import { errors } from 'playwright';
import type { Failure } from '../../lib/domain/failure';
import { PhaseTimeout } from './deadline';
import { PageLimitExceeded } from './page-limits';
import type { DocumentAnswer } from './page-watch';
import { StepFailure, type StepFault } from './step-failure';

/** The state of browser, page and element just after something was thrown: what decides the kind, never the text. */
export interface FailureFacts {
  readonly isBrowserAlive: boolean;
  readonly isPageCrashed: boolean;
  /** The watchdog ended it for its size. */
  readonly isPageTooLarge?: boolean;
  readonly isRowDeadlineOver: boolean;
  readonly document: DocumentAnswer | null;
  /** What was being done: a verb, or `start`. */
  readonly phase: string;
  /** The locator last used, and how many elements it matches now; null when that could not be asked. */
  readonly locator: { readonly text: string; readonly matchCount: number | null } | null;
  /** Takes secrets out of a text; before it is cut, or half a secret would stay. */
  readonly redact: (text: string) => string;
}

/** Turns whatever was thrown into a failure of one of the kinds, by its type and the state of the page. */
export function classifyFailure(error: unknown, facts: FailureFacts): StepFault {
  if (error instanceof StepFailure && error.isClear) return error.fault;
  if (error instanceof PageLimitExceeded) return error.fault;
  return (
    crash(facts) ??
    (isSymptom(error) ? (unavailable(facts) ?? rowTimeout(facts)) : null) ??
    named(error) ??
    elementFault(error, facts) ??
    timeout(error, facts) ??
    unexpected(error, facts)
  );
}

const SYMPTOMS: readonly Failure['kind'][] = ['page_mismatch', 'timeout', 'target_unavailable'];

function crash(facts: FailureFacts): StepFault | null {
  if (!facts.isBrowserAlive) {
    return { kind: 'browser_crash', code: 'browser_died', message: 'The browser ended while the row ran.' };
  }
  if (!facts.isPageCrashed) return null;
  if (facts.isPageTooLarge) {
    const message =
      'The page took more memory than a page may have (FURROW_PAGE_MEMORY_MB): Furrow ended it.';
    return { kind: 'browser_crash', code: 'page_too_large', message };
  }
  return { kind: 'browser_crash', code: 'page_crashed', message: 'The page crashed in the browser.' };
}

/** Not named, or named by what a broken page looks like: then the page's status and the row's limit say more. */
function isSymptom(error: unknown): boolean {
  return !(error instanceof StepFailure) || SYMPTOMS.includes(error.fault.kind);
}

function unavailable({ document }: FailureFacts): StepFault | null {
  return document && documentFault(document);
}

/** The fault that a document itself is: refused by the guard, not reached, or an answer of 5xx or 429. */
export function documentFault(document: DocumentAnswer): StepFault | null {
  const { url, status, refusal } = document;
  if (refusal === 'blocked') {
    const message = `Furrow does not open ${hostOf(url)}: it is not on the public internet. FURROW_ALLOW_HOSTS can allow it.`;
    return { kind: 'blocked', code: 'address_refused', message, url };
  }
  if (refusal === 'unresolved') {
    const message = `The name ${hostOf(url)} does not resolve to an address.`;
    return { kind: 'target_unavailable', code: 'name_not_resolved', message, url };
  }
  if (status === 0) return unreached(document);
  if (status === 429 || status >= 500) return statusFault(document);
  return null;
}

/** Certificates and handshakes that the browser does not take. */
const TLS_ERRORS = /^ERR_(CERT|SSL)_/;

function unreached({ url, networkError }: DocumentAnswer): StepFault {
  const kind = 'target_unavailable';
  const reason = networkError ? ` (${networkError})` : '';
  if (networkError && TLS_ERRORS.test(networkError)) {
    const message = `${hostOf(url)} has no certificate that the browser trusts${reason}. Where that is meant to be so, the automation says ignore_tls_errors.`;
    return { kind, code: 'tls_failed', message, url };
  }
  const message = `${hostOf(url)} could not be reached, or closed the connection${reason}.`;
  return { kind, code: 'navigation_failed', message, url };
}

/** The guard's proxy answers 59x when it cannot reach the target; no target does. */
function statusFault({ url, status, retryAfterSeconds }: DocumentAnswer): StepFault {
  const isConnection = status >= 590 && status <= 599;
  return {
    kind: 'target_unavailable',
    code: isConnection ? 'navigation_failed' : `http_${status}`,
    message: isConnection
      ? `${hostOf(url)} could not be reached, or closed the connection.`
      : `${hostOf(url)} answered with status ${status}.`,
    url,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

function named(error: unknown): StepFault | null {
  return error instanceof StepFailure ? error.fault : null;
}

function rowTimeout(facts: FailureFacts): StepFault | null {
  if (!facts.isRowDeadlineOver) return null;
  const message = `The time limit of the row passed during ${facts.phase}.`;
  return { kind: 'timeout', code: 'row_timeout', message };
}

function elementFault(error: unknown, { locator, phase }: FailureFacts): StepFault | null {
  if (locator === null || locator.matchCount === null) return null;
  const selector = locator.text;
  if (locator.matchCount > 1 && !isTimeout(error)) {
    const message = `${locator.matchCount} elements match ${selector}: make the locator exact, or add nth or within.`;
    return { kind: 'automation', code: 'ambiguous_locator', message, selector };
  }
  if (locator.matchCount > 0 || !isTimeout(error)) return null;
  return {
    kind: 'page_mismatch',
    code: 'element_missing',
    message: `${phase} found no ${selector}.`,
    selector,
  };
}

function timeout(error: unknown, { phase, locator }: FailureFacts): StepFault | null {
  if (!isTimeout(error)) return null;
  const message = locator
    ? `${phase} did not finish in time: ${locator.text} is there, but hidden, disabled, moving or covered.`
    : `${phase} did not finish in time.`;
  const code = `${phase.replaceAll(' ', '_')}_timeout`;
  return { kind: 'timeout', code, message, ...(locator && { selector: locator.text }) };
}

function isTimeout(error: unknown): boolean {
  return error instanceof errors.TimeoutError || error instanceof PhaseTimeout;
}

function unexpected(error: unknown, { redact }: FailureFacts): StepFault {
  const text = redact(error instanceof Error ? error.message : String(error));
  return {
    kind: 'unexpected',
    code: 'unexpected',
    message: text.split('\n')[0]?.slice(0, 500) ?? 'Unknown error',
  };
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
