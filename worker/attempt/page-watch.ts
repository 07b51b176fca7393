import type { BrowserContext, Page, Request, Response } from 'playwright';
import type { EgressGuard, EgressRefusal } from '../browser/egress-guard';
import { navigatedPage } from './navigation-notice';
import type { Tabs } from './tabs';

/** The answer behind the page as it stands. */
export interface DocumentAnswer {
  readonly url: string;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly refusal: EgressRefusal | null;
  /** The browser's name for why there was none, such as `ERR_CONNECTION_RESET`. */
  readonly networkError?: string | undefined;
  /** Seconds the target asked to wait. */
  readonly retryAfterSeconds: number | undefined;
  /** It answers a form that was sent with POST, or should have: to load it again is to send the form again. */
  readonly isPosted?: boolean;
}

/** What was seen, from outside the steps, of the window that they run in. */
export interface PageWatch {
  readonly isCrashed: boolean;
  /** The answer to the newest navigation of the main frame; null before the first. */
  readonly document: DocumentAnswer | null;
  /** Something that the page's own scripts asked for since then was refused, failed, or answered with 5xx or 429. */
  readonly hasBrokenCalls: boolean;
  /** `POST example.com/orders` for each same-site request that changes something. */
  readonly writes: readonly string[];
  /** Hosts of sub-resources that the guard refused. */
  readonly refusedHosts: readonly string[];
}

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const MAX_NOTED = 20;
/** How scripts ask for data. */
const CALLS = new Set(['xhr', 'fetch']);

export function watchPage(
  context: BrowserContext,
  tabs: Pick<Tabs, 'current'>,
  guard: EgressGuard | null,
  baseUrl: string,
): PageWatch {
  const writes = new Set<string>();
  const refusedHosts = new Set<string>();
  // Without a base address the site is that of the page itself.
  const site = () => siteOf(baseUrl || tabs.current().url());
  const crashed = new WeakSet<Page>();
  const documents = new WeakMap<Page, DocumentAnswer>();
  const seen = { hasBrokenCalls: false };
  const showDocument = (page: Page, answer: DocumentAnswer) => {
    documents.set(page, answer);
    if (page === tabs.current()) seen.hasBrokenCalls = false;
  };
  const watchCrash = (page: Page) => page.on('crash', () => crashed.add(page));

  watchCrash(tabs.current());
  context.on('page', watchCrash);
  context.on('response', (response) => {
    const request = response.request();
    const refusal = guard?.readRefusal(response.headers()) ?? null;
    const page = navigatedPage(request);
    if (page) showDocument(page, readAnswer(response, refusal));
    else if (refusal === 'blocked' && refusedHosts.size < MAX_NOTED) refusedHosts.add(hostOf(request.url()));
    if (CALLS.has(request.resourceType()) && isBrokenStatus(response.status())) seen.hasBrokenCalls = true;
    const isWrite = !READING_METHODS.has(request.method()) && siteOf(request.url()) === site();
    if (isWrite && writes.size < MAX_NOTED) writes.add(describeWrite(request));
  });
  context.on('requestfailed', (request) => {
    const refusal = guard?.findRefusal(request.url()) ?? null;
    const page = navigatedPage(request);
    if (page) {
      // Aborted means: another navigation or a download took its place.
      if (isAborted(request)) return;
      const isPosted = !READING_METHODS.has(request.method());
      const networkError = networkErrorOf(request);
      showDocument(page, {
        ...{ url: request.url(), status: 0, refusal, networkError },
        ...{ retryAfterSeconds: undefined, isPosted },
      });
    } else if (refusal === 'blocked' && refusedHosts.size < MAX_NOTED)
      refusedHosts.add(hostOf(request.url()));
    if (CALLS.has(request.resourceType()) && !isAborted(request)) seen.hasBrokenCalls = true;
  });
  return {
    get isCrashed() {
      return crashed.has(tabs.current());
    },
    get document() {
      return documents.get(tabs.current()) ?? null;
    },
    get hasBrokenCalls() {
      return seen.hasBrokenCalls;
    },
    get writes() {
      return [...writes];
    },
    get refusedHosts() {
      return [...refusedHosts];
    },
  };
}

function isAborted(request: Request): boolean {
  return request.failure()?.errorText === 'net::ERR_ABORTED';
}

function networkErrorOf(request: Request): string | undefined {
  return /^net::(ERR_\w+)/.exec(request.failure()?.errorText ?? '')?.[1];
}

function isBrokenStatus(status: number): boolean {
  return status === 429 || status >= 500;
}

function readAnswer(response: Response, refusal: EgressRefusal | null): DocumentAnswer {
  const retryAfter = response.headers()['retry-after'];
  return {
    url: response.url(),
    status: response.status(),
    refusal,
    isPosted: !READING_METHODS.has(response.request().method()),
    retryAfterSeconds: retryAfter === undefined ? undefined : parseRetryAfter(retryAfter),
  };
}

/** Seconds or an HTTP date; anything else counts as not said. */
function parseRetryAfter(text: string): number | undefined {
  if (/^\d+$/.test(text.trim())) return Number(text);
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - Date.now()) / 1000));
}

function describeWrite(request: Request): string {
  const { host, pathname } = new URL(request.url());
  return `${request.method()} ${host}${pathname}`;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}

/** The last two labels of a name, or the whole address: near enough for a warning. */
function siteOf(url: string): string {
  const hostname = URL.parse(url)?.hostname ?? '';
  return /^[\d.]+$|:/.test(hostname) ? hostname : hostname.split('.').slice(-2).join('.');
}
