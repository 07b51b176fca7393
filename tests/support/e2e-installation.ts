import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment } from '../../lib/config/env';
import { projectFolder } from '../../supervisor/build';
import { locateCluster } from '../../supervisor/cluster/location';
import { findFreePort } from '../../supervisor/cluster/postgres';
import { tsxArguments } from '../../supervisor/tsx-arguments';

// A fresh clone builds the dashboard first.
const readyWithinMs = 8 * 60_000;

/**
 * Playwright's globalSetup: `npm start` with ports and a data folder of its own. Tests find it in the environment:
 * FURROW_E2E_URL, FURROW_E2E_SETUP_URL (the first-run link) and FURROW_E2E_PRACTICE_URL.
 */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export.
export default async function startInstallation(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'furrow-e2e-'));
  const [port, practicePort] = [await findFreePort(), await findFreePort()];
  const child = spawn(process.execPath, [...tsxArguments, join(projectFolder, 'supervisor', 'start.ts')], {
    cwd: projectFolder,
    env: childEnvironment({
      NODE_ENV: 'production',
      PORT: String(port),
      FURROW_PRACTICE_PORT: String(practicePort),
      FURROW_DATA_DIR: dataDir,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await endInstallation(child);
    rmSync(locateCluster(dataDir).home, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    process.env.FURROW_E2E_SETUP_URL = (await waitUntilReady(child)) ?? '';
    process.env.FURROW_E2E_URL = `http://localhost:${port}`;
    process.env.FURROW_E2E_PRACTICE_URL = `http://127.0.0.1:${practicePort}`;
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves with the first-run link once the installation says that everything runs. */
function waitUntilReady(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    const fail = (what: string) =>
      reject(new Error(`${what}. Its last lines:\n${lines.slice(-40).join('\n')}`));
    const timer = setTimeout(() => fail('The installation was not ready in time'), readyWithinMs);
    child.once('exit', (code) => fail(`The installation ended with exit code ${code}`));
    let setupUrl: string | null = null;
    const hear = (line: string): void => {
      lines.push(line);
      setupUrl = /create the administrator at (\S+)/.exec(line)?.[1] ?? setupUrl;
      if (!line.startsWith('Ctrl-C stops')) return;
      clearTimeout(timer);
      resolve(setupUrl);
    };
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', hear);
  });
}

function endInstallation(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
