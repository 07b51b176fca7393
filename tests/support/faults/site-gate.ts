import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../wait-for';

/** What happens to a request that speaks of a key: it waits, its answer waits, or the site gets it when nobody listens. */
export type Hold = 'request' | 'answer' | 'late';

export interface HeldRequest {
  /** Waits until such a request is held. */
  isThere(): Promise<void>;
  /** It goes on, and so do all that come after it. */
  letGo(): void;
}

export interface SiteGate {
  readonly url: string;
  /** Holds requests whose address or form contains the text. */
  hold(text: string, hold: Hold): HeldRequest;
  close(): Promise<void>;
}

interface Rule {
  readonly text: string;
  readonly hold: Hold;
  isOpen: boolean;
  readonly waiting: (() => void)[];
}

/**
 * A way to the site on which a test holds what it wants for as long as it wants, however slow the machine is.
 * @param script added to every page
 */
export async function startSiteGate(siteUrl: string, script = ''): Promise<SiteGate> {
  const rules: Rule[] = [];
  const server = createServer((incoming, outgoing) => {
    void pass({ siteUrl, script, rules }, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (text, hold) => {
      const rule: Rule = { text, hold, isOpen: false, waiting: [] };
      rules.push(rule);
      return {
        isThere: async () => {
          await waitFor(`${hold} of ${text}`, 120_000, async () => rule.waiting.length > 0);
        },
        letGo: () => {
          rule.isOpen = true;
          for (const goOn of rule.waiting.splice(0)) goOn();
        },
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  { siteUrl, script, rules }: { readonly siteUrl: string; readonly script: string; readonly rules: Rule[] },
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const said = `${incoming.url} ${body}`;
  const rule = rules.find(({ text, isOpen }) => !isOpen && said.includes(text));
  const wait = () => new Promise<void>((resolve) => (rule ? rule.waiting.push(resolve) : resolve()));
  if (rule?.hold === 'late') outgoing.destroy();
  if (rule && rule.hold !== 'answer') await wait();
  const answer = await forward(siteUrl, incoming, body);
  if (rule?.hold === 'answer') await wait();
  const isPage = script !== '' && String(answer.headers['content-type']).includes('html');
  const { 'content-length': length, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, isPage ? headers : answer.headers);
  if (!isPage) return void answer.pipe(outgoing);
  answer.pipe(outgoing, { end: false });
  answer.once('end', () => outgoing.end(`<script>${script}</script>`));
}

function forward(
  siteUrl: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${siteUrl}${url}`,
      { method, headers: { ...headers, connection: 'close' } },
      resolve,
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
