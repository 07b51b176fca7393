import { type BatchHappening, happeningInWords } from '../domain/event-words';
import type { Role } from '../domain/role';
import { type Letter, oneLine, writeLetter } from './letter';

export function invitationLetter(to: string, { url, role }: { url: string; role: Role }): Letter {
  return writeLetter({
    to,
    subject: 'You are invited to Furrow',
    paragraphs: [
      `You were invited to Furrow as ${role}. The link opens your account; it works for 7 days, and once.`,
    ],
    link: { label: 'Open my account', url },
    footer: 'An administrator of Furrow sent you this. If you do not know what it is about, do nothing.',
  });
}

export function passwordResetLetter(to: string, url: string): Letter {
  return writeLetter({
    to,
    subject: 'A new password for Furrow',
    paragraphs: [
      'Somebody asked for a new password for your account. The link works for one hour, and once.',
    ],
    link: { label: 'Choose a new password', url },
    footer: 'If it was not you, do nothing: your password stays as it is.',
  });
}

/** The batch of which a letter tells. No cell of it. */
export interface BatchInLetter {
  readonly name: string;
  readonly url: string;
  readonly rows: number;
  readonly counts: Readonly<Record<'completed' | 'failed' | 'unconfirmed' | 'stopped', number>>;
}

export function batchLetter(
  to: string,
  event: BatchHappening,
  { name, url, rows, counts }: BatchInLetter,
): Letter {
  const happened = `${oneLine(name)} ${happeningInWords(event)}`;
  const { completed, failed, unconfirmed, stopped } = counts;
  return writeLetter({
    to,
    subject: happened,
    paragraphs: [
      `${happened}.`,
      `Of ${rows} rows ${completed} completed, ${failed} failed, ${unconfirmed} unconfirmed, ${stopped} stopped.`,
    ],
    link: { label: 'Open the batch', url },
    footer:
      'You get this because you switched on e-mail in the list of notifications of Furrow; it is switched off there too.',
  });
}
