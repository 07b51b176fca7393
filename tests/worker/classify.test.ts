import { errors } from 'playwright';
import { describe, expect, it } from 'vitest';
import { classifyFailure, type FailureFacts } from '@/worker/attempt/classify';
import { PhaseTimeout } from '@/worker/attempt/deadline';
import type { DocumentAnswer } from '@/worker/attempt/page-watch';
import { StepFailure } from '@/worker/attempt/step-failure';

const calm: FailureFacts = {
  isBrowserAlive: true,
  isPageCrashed: false,
  isRowDeadlineOver: false,
  document: null,
  phase: 'click',
  locator: null,
  redact: (text: string) => text,
};
const answer = (more: Partial<DocumentAnswer>): DocumentAnswer => ({
  url: 'https://shop.example/orders',
  status: 200,
  refusal: null,
  retryAfterSeconds: undefined,
  ...more,
});
const button = (matchCount: number | null) => ({ text: "role=button 'Save'", matchCount });
const timeout = new errors.TimeoutError('Timeout 10000ms exceeded');
const mismatch = new StepFailure({ kind: 'page_mismatch', code: 'expectation_failed', message: 'x' });
const fails = new StepFailure({ kind: 'target_rejected', code: 'not_found', message: 'No order' }, true);

const cases: readonly [
  what: string,
  error: unknown,
  facts: Partial<FailureFacts>,
  kind: string,
  code: string,
][] = [
  ['a fail step, whatever else is wrong', fails, { isPageCrashed: true }, 'target_rejected', 'not_found'],
  ['a dead browser', new Error('closed'), { isBrowserAlive: false }, 'browser_crash', 'browser_died'],
  ['a dead browser before a timeout', timeout, { isBrowserAlive: false }, 'browser_crash', 'browser_died'],
  ['a crashed page', new Error('crashed'), { isPageCrashed: true }, 'browser_crash', 'page_crashed'],
  [
    'a refused document',
    new Error('x'),
    { document: answer({ status: 403, refusal: 'blocked' }) },
    'blocked',
    'address_refused',
  ],
  [
    "the target's own 403",
    mismatch,
    { document: answer({ status: 403 }) },
    'page_mismatch',
    'expectation_failed',
  ],
  [
    'an unknown name',
    timeout,
    { document: answer({ status: 502, refusal: 'unresolved' }) },
    'target_unavailable',
    'name_not_resolved',
  ],
  [
    'status 503 behind a missing element',
    timeout,
    { document: answer({ status: 503 }), locator: button(0) },
    'target_unavailable',
    'http_503',
  ],
  [
    'status 429 behind a failed expectation',
    mismatch,
    { document: answer({ status: 429 }) },
    'target_unavailable',
    'http_429',
  ],
  [
    'a connection that the proxy could not make',
    timeout,
    { document: answer({ status: 595 }) },
    'target_unavailable',
    'navigation_failed',
  ],
  [
    'no answer at all',
    timeout,
    { document: answer({ status: 0 }) },
    'target_unavailable',
    'navigation_failed',
  ],
  [
    'a certificate that the browser does not trust',
    timeout,
    { document: answer({ status: 0, networkError: 'ERR_CERT_DATE_INVALID' }) },
    'target_unavailable',
    'tls_failed',
  ],
  [
    'status 404 with the expected page',
    timeout,
    { document: answer({ status: 404 }), locator: button(0) },
    'page_mismatch',
    'element_missing',
  ],
  ['the row limit', timeout, { isRowDeadlineOver: true, locator: button(0) }, 'timeout', 'row_timeout'],
  ['a missing element', timeout, { locator: button(0) }, 'page_mismatch', 'element_missing'],
  ['an element that cannot be clicked', timeout, { locator: button(1) }, 'timeout', 'click_timeout'],
  ['an element nobody can count', timeout, { locator: button(null) }, 'timeout', 'click_timeout'],
  [
    'two elements for one locator',
    new Error('strict mode'),
    { locator: button(2) },
    'automation',
    'ambiguous_locator',
  ],
  ['our own limit', new PhaseTimeout('goto', 30_000), { phase: 'goto' }, 'timeout', 'goto_timeout'],
  ['anything else', new TypeError('boom'), {}, 'unexpected', 'unexpected'],
];

describe('classification', () => {
  it.each(cases)('%s', (_what, error, facts, kind, code) => {
    expect(classifyFailure(error, { ...calm, ...facts })).toMatchObject({ kind, code });
  });

  it('never decides by the text of an error', () => {
    const liar = new Error(
      'Timeout 10000ms exceeded. strict mode violation. net::ERR_CONNECTION_REFUSED. crashed',
    );
    expect(classifyFailure(liar, calm).kind).toBe('unexpected');
  });

  it('keeps what the target asked for', () => {
    const document = answer({ status: 429, retryAfterSeconds: 7 });
    expect(classifyFailure(timeout, { ...calm, document }).retryAfterSeconds).toBe(7);
  });
});
