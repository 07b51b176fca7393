import { StepFailure } from '../attempt/step-failure';
import { navigate } from './navigate';
import type { StepVerb } from './step-context';

const OPENED_SCHEMES = ['http:', 'https:'];

export const goto: StepVerb<'goto'> = {
  async run(args, context, timeoutMs) {
    const url = resolveAddress(args.url, context.baseUrl);
    const options = { waitUntil: args.until, timeout: timeoutMs };
    await navigate(context, url, () => context.page.goto(url, options));
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
