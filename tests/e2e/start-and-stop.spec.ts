import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { databaseUrl } from '../../supervisor/cluster/database-url';
import { findViolations } from '../support/faults/find-violations';
import { recordCheck } from '../support/faults/record-check';
import { createDataDir, endInstallation, startInstallation } from '../support/installation';
import { openServices } from './support/services';

/** Command lines of all processes that carry the data folder in their environment or arguments (Linux only). */
function processesOf(dataDir: string, clusterData: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ command: read(`/proc/${pid}/cmdline`), environment: read(`/proc/${pid}/environ`) }))
    .filter(({ command, environment }) =>
      [command, environment].some((text) => text.includes(dataDir) || text.includes(clusterData)),
    )
    .map(({ command }) => command);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

test('starts without building again, and SIGTERM leaves no process', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const dataDir = createDataDir();
  try {
    const first = await startInstallation(dataDir.path);
    expect(first.setupUrl).toContain(`${first.url}/`);
    await endInstallation(first.supervisor);
    expect(first.lines.at(-1)).toBe('Furrow has stopped.');
    expect(processesOf(dataDir.path, dataDir.location.data)).toEqual([]);

    const second = await startInstallation(dataDir.path);
    // What takes a start its minutes is not done again.
    expect(second.lines.filter((line) => /building the dashboard|migrat.* applied/i.test(line))).toEqual([]);
    expect((await fetch(`${second.url}/api/health/ready`)).status).toBe(200);
    await endInstallation(second.supervisor);
  } finally {
    dataDir.remove();
  }
});

test('kill -9 of the supervisor leaves no process, and the next start finds everything in order', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const dataDir = createDataDir();
  try {
    const killed = await startInstallation(dataDir.path);
    killed.supervisor.kill('SIGKILL');
    await expect
      .poll(() => processesOf(dataDir.path, dataDir.location.data), { timeout: 30_000 })
      .toEqual([]);
    const next = await startInstallation(dataDir.path);
    expect((await fetch(`${next.url}/api/health/ready`)).status).toBe(200);
    await endInstallation(next.supervisor);
  } finally {
    dataDir.remove();
  }
});

test('F7 web server and worker killed while rows run: both start again, with the reason printed', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const dataDir = createDataDir();
  const installation = await startInstallation(dataDir.path);
  const printed = (pattern: RegExp) => installation.lines.filter((line) => pattern.test(line)).length;
  const kill = (program: RegExp) => {
    const pid = readdirSync('/proc').find(
      (name) =>
        program.test(read(`/proc/${name}/cmdline`)) && read(`/proc/${name}/environ`).includes(dataDir.path),
    );
    process.kill(Number(pid), 'SIGKILL');
  };
  const people = await openServices(dataDir.path, databaseUrl(dataDir.location, 'furrow'));
  try {
    await expect.poll(() => printed(/worker +\| Worker .* ready/), { timeout: 60_000 }).toBe(1);
    const batchId = await people.startCustomers(installation.practiceUrl, 8);
    await expect.poll(() => people.endedCount(batchId), { timeout: 60_000 }).toBeGreaterThan(1);
    kill(/^next-server/);
    await expect.poll(() => printed(/web +\| was ended by SIGKILL/), { timeout: 30_000 }).toBe(1);
    kill(/worker\/main\.ts/);
    await expect.poll(() => printed(/worker +\| was ended by SIGKILL/), { timeout: 30_000 }).toBe(1);
    await expect.poll(() => printed(/worker +\| Worker .* ready/), { timeout: 60_000 }).toBe(2);
    await expect.poll(() => isReady(installation.url), { timeout: 60_000 }).toBe(true);
    await expect.poll(() => people.endedCount(batchId), { timeout: 90_000 }).toBe(8);
    const violations = await findViolations(people.context.db.pool, installation.practiceUrl);
    recordCheck('F7', violations);
    expect(violations).toEqual([]);
  } finally {
    await people.close();
    await endInstallation(installation.supervisor);
    dataDir.remove();
  }
});

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );
}
