import type { BrowserContext, BrowserContextOptions, Download } from 'playwright';
import type { BrowserRecycles, RecycleReason } from '../../lib/domain/worker-status';
import type { ContextRoute } from './context-route';
import type { OpenedBrowser } from './launch-browser';
import { settleOnClose } from './settle-on-close';
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
  /** Whether a page of this browser was just ended for its size; each such end is told once. */
  wasPageTooLarge(): boolean;
  /** From now on the browser sends nothing twice by itself: see `GuardDoor.sendOnce`. */
  sendOnce(): void;
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
  /** When pages of it were ended for their size, on the clock of `performance.now()`; those not yet told. */
  readonly largePagesAtMs: number[];
  isRetired: boolean;
  isGone: boolean;
}

export const DEFAULT_RECYCLE: RecyclePolicy = { maxContexts: 500, maxAgeMs: 30 * 60_000, maxMemoryMb: 2000 };
const CONTEXT_CLOSE_TIMEOUT_MS = 5000;
const CANCEL_TIMEOUT_MS = 1000;
/** A page that crashes later than this after another was ended for its size has crashed by itself. */
const LARGE_PAGE_TOLD_MS = 5000;

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
    const generation: Generation = {
      launched,
      launchedAtMs: performance.now(),
      servedCount: 0,
      openCount: 0,
      largePagesAtMs: [],
      isRetired: false,
      isGone: false,
    };
    generations.add(generation);
    if (launched.groupId !== null)
      watchdog.watch(launched.groupId, launched.folders, () =>
        generation.largePagesAtMs.push(performance.now()),
      );
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
      let route: ContextRoute | undefined;
      try {
        const { browser, openRoute } = generation.launched;
        route = await openRoute();
        const { contextOptions, sendOnce, close: closeRoute } = route;
        const context = await browser.newContext({ ...options, ...contextOptions });
        settleOnClose(context);
        const cancelDownloads = options.acceptDownloads === false ? null : noteDownloads(context);
        // A connection that is lost closes its contexts before it is reported as lost.
        let [isLost, isReleased] = [false, false];
        context.once('close', () => {
          isLost = !isReleased;
        });
        return {
          context,
          isAlive: () => !generation.isGone && !isLost,
          wasPageTooLarge: () => takeRecent(generation.largePagesAtMs),
          sendOnce,
          release: async () => {
            isReleased = true;
            // Whatever the browser does until the context is gone: nothing of it leaves.
            closeRoute();
            await cancelDownloads?.();
            const isClosed = await settleWithin(
              context.close().then(() => true),
              CONTEXT_CLOSE_TIMEOUT_MS,
            );
            if (!isClosed) retire(generation, 'stuck');
            leave();
          },
        };
      } catch (error) {
        route?.close();
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

function takeRecent(timesMs: number[]): boolean {
  const recent = timesMs.splice(0).filter((atMs) => performance.now() - atMs < LARGE_PAGE_TOLD_MS);
  timesMs.push(...recent.slice(1));
  return recent.length > 0;
}

/** A file that is still on its way when its context closes would stay behind. @returns cancels all of them */
function noteDownloads(context: BrowserContext): () => Promise<unknown> {
  const downloads: Download[] = [];
  context.on('page', (page) => page.on('download', (download) => downloads.push(download)));
  const cancelAll = async () => Promise.all(downloads.map((download) => download.cancel()));
  return async () => downloads.length > 0 && settleWithin(cancelAll(), CANCEL_TIMEOUT_MS);
}
