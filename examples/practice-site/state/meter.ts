import { randomUUID } from 'node:crypto';
import { type Exchange, readCookie } from '../http/exchange';

/**
 * How many rows are in progress. A visit starts with a row's form page and ends when the answer to
 * that form has been sent, so the meter never shows more rows than there are.
 */
export type Meter = {
  /** `keepsOpen`: the visit goes on after this answer, because a form was shown. */
  readonly track: (exchange: Exchange, options: { keepsOpen: boolean }) => void;
  readonly read: () => { now: number; peak: number };
  readonly reset: () => void;
};

const cookieName = 'practice_visit';
/** A client that never sends its form (killed, crashed) stops counting after this. */
const abandonedAfterMs = 60_000;

export function createMeter(now: () => number = Date.now): Meter {
  const openSince = new Map<string, number>();
  let peak = 0;

  function dropAbandoned(): void {
    // Insertion order is age order, so the first fresh visit ends the search.
    for (const [visit, since] of openSince) {
      if (now() - since < abandonedAfterMs) return;
      openSince.delete(visit);
    }
  }

  function enter(visit: string): void {
    dropAbandoned();
    openSince.delete(visit);
    openSince.set(visit, now());
    peak = Math.max(peak, openSince.size);
  }

  return {
    track(exchange, { keepsOpen }) {
      const { response } = exchange;
      const known = readCookie(exchange, cookieName);
      const visit = known ?? randomUUID();
      if (!known) response.setHeader('set-cookie', `${cookieName}=${visit}; Path=/; HttpOnly; SameSite=Lax`);
      enter(visit);
      response.once('close', () => {
        if (!keepsOpen || !response.writableFinished) openSince.delete(visit);
      });
    },
    read() {
      dropAbandoned();
      return { now: openSince.size, peak };
    },
    reset() {
      openSince.clear();
      peak = 0;
    },
  };
}
