import type { BrowserContext, BrowserContextOptions } from 'playwright';
import type { BrowserRecycles, RecycleReason } from '../../lib/domain/worker-status';
import type { OpenedBrowser } from './launch-browser';
import { settleWithin } from './settle-within';
import type { Watchdog } from './watchdog';

/** When a browser is replaced by a fresh one; rows in the old one still end there. */
export interface RecyclePolicy {
  readonly maxContexts: number;
  readonly maxAgeMs: number;
  readonly maxMemoryMb: number;
}

export interface OpenContext {
  readonly context: BrowserContext;
  /** Resolves false forever after the browser died under the context. */
  isAlive(): boolean;
  /** Closes the context; a browser that does not let go of it is replaced. */
  release(): Promise<void>;
}

export interface BrowserHost {
  /** A fresh context in the current browser; launches one when there is none. */
  openContext(options: BrowserContextOptions): Promise<OpenContext>;
  memoryMb(): Promise<number>;
  /** How often browsers were replaced, and why. */
  recycles(): BrowserRecycles;
  close(): Promise<void>;
}

interface Generation {
  readonly launched: OpenedBrowser;
  readonly launchedAtMs: number;
  servedCount: number;
  openCount: number;
  isRetired: boolean;
  isGone: boolean;
}

export const DEFAULT_RECYCLE: RecyclePolicy = { maxContexts: 500, maxAgeMs: 30 * 60_000, maxMemoryMb: 2000 };
const CONTEXT_CLOSE_TIMEOUT_MS = 5000;

/** Keeps one browser running for all slots: relaunched when it dies, recycled by count, age and memory. */
export function createBrowserHost(
  launch: () => Promise<OpenedBrowser>,
  watchdog: Watchdog,
  policy: RecyclePolicy = DEFAULT_RECYCLE,
): BrowserHost {
  const generations = new Set<Generation>();
  let current: Promise<Generation> | null = null;
  let isClosing = false;
  const recycles: Partial<Record<RecycleReason, number>> = {};
  let last: { readonly reason: RecycleReason; readonly atMs: number } | null = null;

  async function start(): Promise<Generation> {
    const launched = await launch();
    if (launched.groupId !== null) watchdog.watch(launched.groupId, launched.folders);
    const generation: Generation = {
      launched,
      launchedAtMs: performance.now(),
      servedCount: 0,
      openCount: 0,
      isRetired: false,
      isGone: false,
    };
    generations.add(generation);
    launched.browser.once('disconnected', () => discard(generation));
    return generation;
  }

  function discard(generation: Generation): void {
    generation.isGone = true;
    retire(generation, 'died');
    generations.delete(generation);
    // Also what the main process left behind: its group, and its folders.
    generation.launched.kill();
    void generation.launched.close();
    if (generation.launched.groupId !== null) watchdog.unwatch(generation.launched.groupId);
  }

  function retire(generation: Generation, reason: RecycleReason): void {
    if (generation.isRetired) return;
    generation.isRetired = true;
    if (!isClosing) {
      recycles[reason] = (recycles[reason] ?? 0) + 1;
      last = { reason, atMs: performance.now() };
    }
    current = null;
    closeWhenUnused(generation);
  }

  function closeWhenUnused(generation: Generation): void {
    if (generation.isRetired && generation.openCount === 0 && !generation.isGone) {
      void generation.launched.close();
    }
  }

  async function usable(): Promise<Generation> {
    current ??= start().catch((error: unknown) => {
      current = null;
      throw error;
    });
    const generation = await current;
    if (generation.servedCount >= policy.maxContexts) retire(generation, 'contexts');
    if (performance.now() - generation.launchedAtMs > policy.maxAgeMs) retire(generation, 'age');
    return generation.isRetired ? usable() : generation;
  }

  return {
    async openContext(options) {
      const generation = await usable();
      generation.servedCount += 1;
      generation.openCount += 1;
      const leave = () => {
        generation.openCount -= 1;
        closeWhenUnused(generation);
      };
      try {
        const { browser, contextOptions } = generation.launched;
        const context = await browser.newContext({ ...options, ...contextOptions });
        // A connection that is lost closes its contexts before it is reported as lost.
        let [isLost, isReleased] = [false, false];
        context.once('close', () => {
          isLost = !isReleased;
        });
        return {
          context,
          isAlive: () => !generation.isGone && !isLost,
          release: async () => {
            isReleased = true;
            const isClosed = await settleWithin(
              context.close().then(() => true),
              CONTEXT_CLOSE_TIMEOUT_MS,
            );
            if (!isClosed) retire(generation, 'stuck');
            leave();
          },
        };
      } catch (error) {
        leave();
        throw error;
      }
    },
    async memoryMb() {
      const sizes = await Promise.all(
        [...generations].map(async (generation) => {
          const size = await generation.launched.memoryMb();
          if (size > policy.maxMemoryMb) retire(generation, 'memory');
          return size;
        }),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    recycles: () => ({
      recycles: { ...recycles },
      last: last && { reason: last.reason, ago_ms: Math.round(performance.now() - last.atMs) },
    }),
    async close() {
      isClosing = true;
      await current?.catch(() => undefined);
      await Promise.all([...generations].map((generation) => generation.launched.close()));
    },
  };
}
