import type { BrowserContext, Page } from '@playwright/test';
import { batchIcon } from '@/app/_batches/batch/batch-icon';
import { CANARY_HOST } from './hostile-texts';

/** The one address of ours that is data: the tab's icon, to the letter. */
const ICONS = (['running', 'paused', 'finished'] as const).flatMap((status) =>
  (['completed', 'with_problems'] as const).map((outcome) => batchIcon({ status, outcome })),
);

/** What hostile texts did since the trap was set. */
export interface HostileTrap {
  readonly caught: string[];
  /** Elements and attributes of a page that only a hostile text can have made. */
  look(page: Page): Promise<string[]>;
}

/** Notes code that runs, dialogs, what the policy of a page stops, and requests to the texts' host. */
export async function setTrap(context: BrowserContext): Promise<HostileTrap> {
  const caught: string[] = [];
  await context.exposeBinding('__xss', ({ page }, number) => {
    caught.push(`${page.url()}: text ${number} ran`);
  });
  await context.exposeBinding('__policy', ({ page }, what) => {
    caught.push(`${page.url()}: stopped ${what}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      // Zod asks once a page whether it may compile what it checks with. No text asks for that.
      if (event.blockedURI === 'eval') return;
      const tell = (window as unknown as { __policy: (what: string) => void }).__policy;
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await context.route(
    ({ hostname }) => hostname === CANARY_HOST,
    (route) => route.abort(),
  );
  context.on('request', (request) => {
    if (new URL(request.url()).hostname === CANARY_HOST) caught.push(`asked for ${request.url()}`);
  });
  context.on('dialog', async (dialog) => {
    caught.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  return { caught, look: (page) => page.evaluate(findMarkup, { host: CANARY_HOST, icons: ICONS }) };
}

/** Runs in the page. Without functions that have names: tsx would mark them with a helper that the page does not have. */
const findMarkup = ({ host, icons }: { host: string; icons: readonly (string | null)[] }): string[] =>
  [...document.querySelectorAll('*')]
    .filter(
      (element) =>
        element.matches('[data-xss], xss-tag') ||
        [...element.attributes].some(({ name, value }) => {
          if (name.startsWith('on')) return true;
          if (name === 'style' || name === 'srcset') return value.includes(host);
          if (icons.includes(value)) return false;
          if (!['href', 'src', 'action', 'formaction', 'data', 'srcdoc'].includes(name)) return false;
          const url = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : null;
          return url === null || url.hostname === host || /^(javascript|vbscript|data):/.test(url.protocol);
        }),
    )
    .map((element) => element.outerHTML.slice(0, 200));
