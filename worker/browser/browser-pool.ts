import { BatchEngineError } from '../../lib/domain/errors';
import type { BrowserRecycles, RecycleReason } from '../../lib/domain/worker-status';
import type { BrowserHost, OpenContext } from './browser-host';

export interface PoolMember {
  /** How messages call it. */
  readonly name: string;
  readonly host: BrowserHost;
}

interface Member extends PoolMember {
  openCount: number;
  lastTurn: number;
  failedAtMs: number;
}

/** One that failed is asked again after this, or sooner when no other answers. */
const REST_MS = 10_000;

/**
 * Several browsers as one: each context opens where the fewest are open; one that does not answer is passed over.
 * `openContext` throws BatchEngineError `remote_browsers_unavailable` when none answers.
 */
export function createBrowserPool(
  members: readonly PoolMember[],
  onFailure: (name: string, error: unknown) => void = () => undefined,
): BrowserHost {
  const all: Member[] = members.map((one) => ({ ...one, openCount: 0, lastTurn: 0, failedAtMs: -Infinity }));
  let turn = 0;
  const isResting = (one: Member) => performance.now() - one.failedAtMs < REST_MS;
  const inOrder = () =>
    all.toSorted(
      (one, other) =>
        Number(isResting(one)) - Number(isResting(other)) ||
        one.openCount - other.openCount ||
        one.lastTurn - other.lastTurn,
    );

  async function openAt(member: Member, options: Parameters<BrowserHost['openContext']>[0]) {
    turn += 1;
    member.lastTurn = turn;
    member.openCount += 1;
    try {
      const open = await member.host.openContext(options);
      member.failedAtMs = -Infinity;
      return leavingOnce(open, () => {
        member.openCount -= 1;
      });
    } catch (error) {
      member.openCount -= 1;
      member.failedAtMs = performance.now();
      throw error;
    }
  }

  return {
    async openContext(options) {
      const reasons: string[] = [];
      for (const member of inOrder()) {
        try {
          return await openAt(member, options);
        } catch (error) {
          onFailure(member.name, error);
          reasons.push(error instanceof BatchEngineError ? error.message : `${member.name} failed.`);
        }
      }
      throw new BatchEngineError('remote_browsers_unavailable', reasons.join(' '));
    },
    memoryMb: async () =>
      (await Promise.all(all.map(({ host }) => host.memoryMb()))).reduce((sum, size) => sum + size, 0),
    recycles: () => sumRecycles(all.map(({ host }) => host.recycles())),
    close: async () => void (await Promise.all(all.map(({ host }) => host.close()))),
  };
}

function leavingOnce(open: OpenContext, leave: () => void): OpenContext {
  let hasLeft = false;
  return {
    ...open,
    release: async () => {
      try {
        await open.release();
      } finally {
        if (!hasLeft) leave();
        hasLeft = true;
      }
    },
  };
}

function sumRecycles(all: readonly BrowserRecycles[]): BrowserRecycles {
  const recycles: Partial<Record<RecycleReason, number>> = {};
  for (const [reason, count] of all.flatMap((one) => Object.entries(one.recycles))) {
    recycles[reason as RecycleReason] = (recycles[reason as RecycleReason] ?? 0) + (count ?? 0);
  }
  const lasts = all.flatMap(({ last }) => last ?? []).toSorted((one, other) => one.ago_ms - other.ago_ms);
  return { recycles, last: lasts[0] ?? null };
}
