import nodemailer from 'nodemailer';
import { isLoopback } from '../domain/loopback';
import type { Letter } from './letter';

export interface MailerOptions {
  /** Of the server, with user and password. */
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
  /** How long the server may take to answer at all. */
  readonly connectWithinMs?: number;
  /** Told of letters that the server did not take. Letters are for one person each: never note whom. */
  readonly onError?: (error: unknown) => void;
}

/** What takes letters to the mail server. */
export interface Mailer {
  /** Resolves when the server has taken it. @throws whatever the server or the network says */
  send(letter: Letter): Promise<void>;
  /** Signs in to the server and out again. @throws why that does not work */
  verify(): Promise<void>;
}

const CONNECT_WITHIN_MS = 8000;
const ANSWER_WITHIN_MS = 20_000;

/** Opens nothing: each letter has a connection of its own. A password is sent over TLS only, unless the server is on this machine. */
export function createMailer({
  url,
  from,
  connectWithinMs = CONNECT_WITHIN_MS,
  onError,
}: MailerOptions): Mailer {
  const transport = nodemailer.createTransport({
    url: withSafePassword(url),
    dnsTimeout: connectWithinMs,
    connectionTimeout: connectWithinMs,
    greetingTimeout: connectWithinMs,
    socketTimeout: ANSWER_WITHIN_MS,
    // Letters are text: nothing in them may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ id, to, subject, text, html }) => {
      try {
        // As an object: a text would be parsed, and could name more people.
        await transport.sendMail({
          ...{ from, subject, text, html },
          to: { name: '', address: to },
          headers: { 'Auto-Submitted': 'auto-generated' },
          // By it mail programs know a letter that they have.
          ...(id !== undefined && { messageId: `<${id}@${from.address.split('@')[1]}>` }),
        });
      } catch (error) {
        onError?.(error);
        throw error;
      }
    },
    verify: async () => {
      await transport.verify();
    },
  };
}

/** In the address itself, for what stands there goes before other settings. */
function withSafePassword(text: string): string {
  const url = new URL(text);
  if (url.username !== '' && !isLoopback(url.hostname)) url.searchParams.set('requireTLS', 'true');
  return url.href;
}
