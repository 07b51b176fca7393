import { errors } from 'playwright';
import { StepFailure } from '../attempt/step-failure';
import type { StepVerb } from './step-context';

const OPENED_SCHEMES = ['http:', 'https:'];

export const goto: StepVerb<'goto'> = {
  async run(args, context, timeoutMs) {
    const url = resolveAddress(args.url, context.baseUrl);
    try {
      await context.page.goto(url, { waitUntil: args.until, timeout: timeoutMs });
    } catch (error) {
      // Playwright has no type of its own for a navigation that failed; here nothing else can be thrown.
      throw error instanceof errors.TimeoutError ? error : navigationFailed(url, error);
    }
    const failure = context.documentFailure();
    if (failure) throw failure;
  },
};

/** @throws StepFailure for a text that is no address, and for file:, chrome:, view-source: and the like. */
function resolveAddress(text: string, baseUrl: string): string {
  const address = URL.parse(text, baseUrl);
  if (!address) {
    throw new StepFailure({
      kind: 'automation',
      code: 'address_invalid',
      message: `"${text}" is no address.`,
    });
  }
  if (!OPENED_SCHEMES.includes(address.protocol)) {
    const message = `Furrow opens http and https addresses only, not ${address.protocol}`;
    throw new StepFailure({ kind: 'blocked', code: 'scheme_refused', message, url: address.href });
  }
  return address.href;
}

function navigationFailed(url: string, error: unknown): StepFailure {
  const reason = error instanceof Error ? /net::(ERR_\w+)/.exec(error.message)?.[1] : undefined;
  const message = `${new URL(url).host} could not be opened${reason ? ` (${reason})` : ''}.`;
  return new StepFailure({ kind: 'target_unavailable', code: 'navigation_failed', message, url });
}
