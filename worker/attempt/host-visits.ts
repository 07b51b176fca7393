import type { Claim } from '../../lib/domain/lane';
import { hostOf } from '../../lib/domain/target-host';
import { pause } from '../lanes/pause';
import type { CommitGate } from './commit';
import { type Deadline, PhaseTimeout } from './deadline';

/** A host may not be visited for so long that the row is given back meanwhile. */
export class HostBusy extends Error {
  readonly waitSeconds: number;
  constructor(waitSeconds: number) {
    super(`The host may not be visited for another ${waitSeconds} s`);
    this.name = 'HostBusy';
    this.waitSeconds = waitSeconds;
  }
}

/** Shorter waits are sat out in the row's slot. */
const SLOT_WAIT_SECONDS = 2;

export interface VisitParts {
  /** Seconds to wait; 0: the row may go there. */
  readonly ask: (host: string) => Promise<number>;
  readonly claim: Claim;
  readonly gate: CommitGate;
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

/**
 * Asks for each further host of a row once; the claim has asked for the first. After the commit a row is never given
 * back: then it waits as long as its own time limit allows.
 */
export function createHostVisits({ ask, claim, gate, deadline, signal }: VisitParts) {
  const visited = new Set<string | null>([null, claim.host]);
  return async (address: string): Promise<void> => {
    const host = hostOf(address);
    if (host === null || visited.has(host)) return;
    for (let wait = await ask(host); wait > 0; wait = await ask(host)) {
      if (wait >= SLOT_WAIT_SECONDS && !gate.isPassed) throw new HostBusy(wait);
      await pause(Math.min(wait * 1000, deadline.remainingMs()), signal);
      signal.throwIfAborted();
      if (deadline.isOver()) throw new PhaseTimeout('row', 0);
    }
    visited.add(host);
  };
}
