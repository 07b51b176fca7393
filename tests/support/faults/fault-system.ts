import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestDatabase } from '../database';
import { descendants, listProcesses } from '../processes';
import { type MoreOfWorker, openRunningSystem, type RunningSystem } from '../running-system';
import { waitFor } from '../wait-for';
import type { WorkerProcess } from '../worker-process';
import { findLeaks } from './find-leaks';
import { findViolations } from './find-violations';
import { recordCheck } from './record-check';

const SUPPORT = 'tests/support/faults';
const SETTLED_WITHIN_MS = 30_000;

/** What can be wrong with the machine of a worker that was started on a faulty one. */
export interface MachineFaults {
  readonly clockHours?: number;
  readonly isDiskFull?: boolean;
}

/** A running system whose workers have a short clockwork and temporary files of their own, and can be broken. */
export interface FaultSystem extends RunningSystem {
  liveWorkers(): readonly WorkerProcess[];
  /** A worker whose machine `setMachine` breaks and mends. */
  startOnFaultyMachine(slots: number): Promise<WorkerProcess>;
  setMachine(faults: MachineFaults): void;
  /** SIGKILL; the others know at once that it is dead, instead of after its silence. */
  killNow(worker: WorkerProcess): Promise<void>;
  /** A worker that waits for the site's answer to a form of this batch. */
  submitter(batchId: string): Promise<WorkerProcess>;
  /** Everything that must hold after whatever fault; what was found is counted by the test run. */
  check(id: string): Promise<void>;
}

export interface FaultSystemOptions {
  readonly database?: TestDatabase;
  readonly maxConnections?: number;
}

export async function openFaultSystem(options: FaultSystemOptions = {}): Promise<FaultSystem> {
  const system = await openRunningSystem(options);
  const { startWorker: startPlain, close: closePlain } = system;
  const tmpDir = mkdtempSync(join(tmpdir(), 'furrow-faults-'));
  const switches = join(system.dataDir, 'switches.json');
  const workers = new Set<WorkerProcess>();
  const mustEnd = new Set<number>();

  const startWorker = async (slots = 2, more: MoreOfWorker = {}) => {
    const env = { TMPDIR: tmpDir, FAULT_SWITCHES: switches, ...more.env };
    const program = `${SUPPORT}/quick-worker.ts`;
    const worker = await startPlain(slots, { program, ...more, env });
    const kill = (signal: NodeJS.Signals) => {
      if (signal === 'SIGKILL' || signal === 'SIGTERM')
        for (const { pid } of descendants(worker.pid)) mustEnd.add(pid);
      worker.kill(signal);
    };
    const kept = { ...worker, kill };
    workers.add(kept);
    void worker.ended.then(() => workers.delete(kept));
    return kept;
  };

  const findAll = async () => {
    const { pool } = system.context.db;
    const places = {
      storageDir: join(system.dataDir, 'storage'),
      tmpDir,
      workerPids: [...workers].map(({ pid }) => pid),
    };
    const alive = new Set(listProcesses().map(({ pid }) => pid));
    const left = [...mustEnd].filter((pid) => alive.has(pid));
    return {
      violations: await findViolations(pool, system.site.url),
      leaks: [...(await findLeaks(pool, places)), ...left.map((pid) => `process ${pid} outlived its worker`)],
    };
  };

  return Object.assign(system, {
    liveWorkers: () => [...workers],
    startWorker,
    startOnFaultyMachine: (slots: number) =>
      startWorker(slots, { nodeArguments: ['--import', `./${SUPPORT}/faulty-machine.mjs`] }),
    setMachine: (faults: MachineFaults) => writeFileSync(switches, JSON.stringify(faults)),
    killNow: async (worker: WorkerProcess) => {
      worker.kill('SIGKILL');
      await worker.ended;
      const sql = `update worker set seen_at = now() - interval '1 minute' where id = $1`;
      await system.context.db.pool.query(sql, [worker.id]);
    },
    submitter: (batchId: string) =>
      waitFor(`a worker that submits a row of ${batchId}`, 120_000, async () => {
        const submitting = await system.context.db.prisma.attempt.findMany({
          where: { batchId, state: 'running', kind: 'run', commitStartedAt: { not: null } },
          orderBy: { commitStartedAt: 'desc' },
        });
        return [...workers].find(({ id }) => submitting[0]?.workerId === id);
      }),
    check: async (id: string) => {
      // Browsers that were killed, and what they kept, take a moment to go; what the database says never does.
      const deadline = performance.now() + SETTLED_WITHIN_MS;
      let found = await findAll();
      while (found.leaks.length > 0 && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        found = { ...(await findAll()), violations: found.violations };
      }
      const violations = [...found.violations, ...found.leaks];
      recordCheck(id, violations);
      expect(violations).toEqual([]);
      mustEnd.clear();
    },
    close: async () => {
      await closePlain();
      const left = readdirSync(tmpDir);
      rmSync(tmpDir, { recursive: true, force: true });
      const forgotten = left.filter((name) => !name.startsWith('tsx-'));
      expect(forgotten).toEqual([]);
    },
  });
}
