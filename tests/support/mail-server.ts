import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { waitFor } from './wait-for';

export interface ReceivedMail {
  /** Of the envelope: who really gets it. */
  readonly to: readonly string[];
  readonly from: string;
  /** By name in lower case, unfolded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
}

export interface MailServer {
  readonly url: string;
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Takes no letter from now on, or does again. */
  isRefusing: boolean;
  /** The newest mail to an address, when it has come. */
  waitForMail(to: string): Promise<ReceivedMail>;
  close(): Promise<void>;
}

/** A real mail server on this machine that keeps what it takes. @param port of a server that was there before */
export async function startMailServer(port = 0): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(new Error('Invalid user or password')),
    onMailFrom: (_address, _session, done) => done(state.isRefusing ? new Error('not today') : null),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
      text(stream).then((raw) => {
        mails.push({ to, from, ...readMail(raw) });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', () => resolve()));
  const { port: taken } = smtp.server.address() as AddressInfo;
  const state: MailServer = {
    ...{ url: `smtp://127.0.0.1:${taken}`, port: taken, mails, isRefusing: false },
    waitForMail: (to) =>
      waitFor(`a mail to ${to}`, 20_000, async () => mails.findLast((mail) => mail.to.includes(to))),
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return state;
}

function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html'> {
  const { headers, body } = splitPart(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  const parts = body.split(`--${boundary}`).map((part) => splitPart(part.trimStart()));
  const partOf = (type: string) => parts.find((part) => part.headers['content-type']?.startsWith(type));
  return { headers, text: decoded(partOf('text/plain')), html: decoded(partOf('text/html')) };
}

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function splitPart(raw: string): Part {
  const end = raw.search(/\r?\n\r?\n/);
  const lines = raw
    .slice(0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const headers = lines.map((line) => [line.split(':')[0]?.toLowerCase(), line.replace(/^[^:]*:\s*/, '')]);
  return { headers: Object.fromEntries(headers), body: raw.slice(end).trimStart() };
}

function decoded(part: Part | undefined): string {
  if (!part) return '';
  const encoding = part.headers['content-transfer-encoding'];
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString();
  if (encoding !== 'quoted-printable') return part.body;
  const bytes = part.body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
