import { onTestFinished } from 'vitest';
import { type PracticeSite, startPracticeSite } from '@/examples/practice-site/start-practice-site';

export type OpenSite = PracticeSite & {
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly json: (path: string) => Promise<unknown>;
  /** Sends an urlencoded form and does not follow the redirect. */
  readonly post: (path: string, fields?: Record<string, string>, init?: RequestInit) => Promise<Response>;
};

type SiteOptions = Omit<Parameters<typeof startPracticeSite>[0], 'port'>;

/** A practice site on a free port, closed when the test ends. */
export async function openSite(options: SiteOptions = {}): Promise<OpenSite> {
  const site = await startPracticeSite({ port: 0, ...options });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= site.close();
    return closing;
  };
  onTestFinished(close);
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(site.url + path, init);
  return {
    ...site,
    close,
    get,
    json: async (path) => await (await get(path)).json(),
    post: (path, fields = {}, init = {}) =>
      get(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual', ...init }),
  };
}

/** The form that the customers page accepts. */
export function customerFields(
  customerNo: string,
  changes: Record<string, string> = {},
): Record<string, string> {
  const fields = { name: 'Zoë 山田', email: 'zoe@example.com', country: 'Japan', plan: 'Team', terms: 'yes' };
  return { customer_no: customerNo, ...fields, ...changes };
}
