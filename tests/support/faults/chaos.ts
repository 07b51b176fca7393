import { setTimeout as pause } from 'node:timers/promises';
import { pauseBatch } from '@/lib/services/batches/pause-batch';
import { startBatch } from '@/lib/services/batches/start-batch';
import { cutConnections } from '../point-of-no-return';
import { killBrowsers, killProcess, renderersOf } from '../processes';
import type { WorkerProcess } from '../worker-process';
import type { FaultSystem } from './fault-system';
import type { TcpProxy } from './tcp-proxy';

/** Numbers below 1 in an order that the seed decides (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What chaos needs to do harm. */
export interface ChaosScene {
  readonly system: FaultSystem;
  /** The way to the database of some of the workers. */
  readonly proxy: TcpProxy;
  readonly random: () => number;
  /** Starts a worker in place of one that was ended. */
  readonly replace: () => void;
}

/** One way to do harm, and how often it is chosen beside the others. */
interface Harm {
  readonly name: string;
  readonly weight: number;
  readonly inflict: (scene: ChaosScene, victim: WorkerProcess) => Promise<void> | void;
}

export const HARMS: readonly Harm[] = [
  {
    name: 'kill -9 of a worker',
    weight: 3,
    inflict: async ({ system, replace }, victim) => {
      await system.killNow(victim);
      replace();
    },
  },
  {
    name: 'kill -9 of a worker, unnoticed',
    weight: 1,
    inflict: (scene, victim) => {
      victim.kill('SIGKILL');
      scene.replace();
    },
  },
  {
    name: 'SIGTERM of a worker',
    weight: 1,
    inflict: (scene, victim) => {
      victim.kill('SIGTERM');
      scene.replace();
    },
  },
  {
    name: 'SIGSTOP and SIGCONT of a worker',
    weight: 4,
    inflict: ({ random }, victim) => {
      victim.kill('SIGSTOP');
      // Shorter and longer than the lease.
      void pause(500 + random() * 9000).then(() => victim.kill('SIGCONT'));
    },
  },
  { name: 'kill -9 of a browser', weight: 4, inflict: (_, victim) => killBrowsers(victim.pid) },
  {
    name: 'kill -9 of a renderer',
    weight: 4,
    inflict: ({ random }, victim) => {
      const renderers = renderersOf(victim.pid);
      const chosen = renderers[Math.floor(random() * renderers.length)];
      if (chosen) killProcess(chosen);
    },
  },
  { name: 'database connections cut', weight: 4, inflict: ({ system }) => cutConnections(system) },
  {
    name: 'way to the database cut',
    weight: 2,
    inflict: ({ proxy, random }) => {
      proxy.cut();
      void pause(200 + random() * 6000).then(() => proxy.mend());
    },
  },
  {
    name: 'way to the database silent',
    weight: 2,
    inflict: ({ proxy, random }) => {
      proxy.hold();
      void pause(200 + random() * 9000).then(() => proxy.mend());
    },
  },
  {
    name: 'pause now, and start',
    weight: 2,
    inflict: async ({ system, random }) => {
      const running = await system.context.db.prisma.batch.findMany({ where: { state: 'running' } });
      const batchId = running[Math.floor(random() * running.length)]?.id;
      if (!batchId) return;
      // The batch may finish in this very moment.
      await pauseBatch(system.context, { batchId, mode: 'now' }).catch(() => undefined);
      await pause(500);
      await startBatch(system.context, { batchId }).catch(() => undefined);
    },
  },
];

/** One of the harms, each as often as its weight says. */
export function chooseHarm(random: () => number): Harm {
  const total = HARMS.reduce((sum, { weight }) => sum + weight, 0);
  let at = random() * total;
  for (const harm of HARMS) {
    at -= harm.weight;
    if (at < 0) return harm;
  }
  throw new Error('No harm has a weight.');
}
