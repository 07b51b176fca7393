import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment } from '../../lib/config/env';
import { projectFolder } from '../../supervisor/build';
import { type ClusterLocation, locateCluster } from '../../supervisor/cluster/location';
import { findFreePort } from '../../supervisor/cluster/postgres';
import { tsxArguments } from '../../supervisor/tsx-arguments';

// A fresh clone builds the dashboard first.
const readyWithinMs = 8 * 60_000;

/** What `npm start` runs, with ports and a data folder of its own. */
export type Installation = {
  readonly url: string;
  readonly practiceUrl: string;
  /** The one-time link that creates the administrator; null when there is one already. */
  readonly setupUrl: string | null;
  readonly supervisor: ChildProcess;
  /** Everything it printed, a line each. */
  readonly lines: readonly string[];
};

/** A data folder below the system's temporary folder, and how to remove it with its cluster. */
export function createDataDir(): { path: string; location: ClusterLocation; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'furrow-installation-'));
  const location = locateCluster(path);
  const remove = (): void => {
    rmSync(location.home, { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
  };
  return { path, location, remove };
}

/** Starts everything and waits until it says that it runs. */
export async function startInstallation(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const [port, practicePort] = [await findFreePort(), await findFreePort()];
  const lines: string[] = [];
  const supervisor = spawn(
    process.execPath,
    [...tsxArguments, join(projectFolder, 'supervisor', 'start.ts')],
    {
      cwd: projectFolder,
      env: childEnvironment({
        NODE_ENV: 'production',
        PORT: String(port),
        FURROW_PRACTICE_PORT: String(practicePort),
        FURROW_DATA_DIR: dataDir,
        // Whatever the machine has: two tests at once hold three rows each back, and others run beside them.
        FURROW_WORKER_SLOTS: '8',
        ...settings,
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  try {
    await waitUntilReady(supervisor, lines);
  } catch (error) {
    await endInstallation(supervisor);
    throw error;
  }
  const setupLine = lines.map((line) => /create the administrator at (\S+)/.exec(line)?.[1]).find(Boolean);
  const practiceUrl = `http://127.0.0.1:${practicePort}`;
  return { url: `http://localhost:${port}`, practiceUrl, setupUrl: setupLine ?? null, supervisor, lines };
}

/** SIGTERM, and waits for the orderly end. */
export function endInstallation(supervisor: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (supervisor.exitCode !== null || supervisor.signalCode !== null) return resolve();
    supervisor.once('exit', () => resolve());
    supervisor.kill('SIGTERM');
  });
}

function waitUntilReady(supervisor: ChildProcess, lines: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) =>
      reject(new Error(`${what}. Its last lines:\n${lines.slice(-40).join('\n')}`));
    const timer = setTimeout(() => fail('The installation was not ready in time'), readyWithinMs);
    supervisor.once('exit', (code) => fail(`The installation ended with exit code ${code}`));
    for (const stream of [supervisor.stdout, supervisor.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (!line.startsWith('Ctrl-C stops')) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
}
