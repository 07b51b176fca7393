import type { BrowserContextOptions } from 'playwright';
import type { BrowserSettings } from '../../lib/automation/browser-settings';

const DEFAULT_VIEWPORT = { width: 1280, height: 800 };

/** What a fresh context is opened with. @param browser with its templates rendered. */
export function contextOptions(browser: BrowserSettings, baseUrl: string): BrowserContextOptions {
  const { locale, timezone, userAgent, httpCredentials, extraHeaders, ignoreTlsErrors } = browser;
  return {
    viewport: browser.viewport ?? DEFAULT_VIEWPORT,
    ...(locale !== undefined && { locale }),
    ...(timezone !== undefined && { timezoneId: timezone }),
    ...(userAgent !== undefined && { userAgent }),
    ...(extraHeaders && { extraHTTPHeaders: { ...extraHeaders } }),
    // Only for the site itself: any other that asks for credentials must not get them.
    ...(httpCredentials && {
      httpCredentials: {
        ...httpCredentials,
        origin: new URL(baseUrl).origin,
      },
    }),
    ...(ignoreTlsErrors !== undefined && { ignoreHTTPSErrors: ignoreTlsErrors }),
  };
}
