import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type LaunchOptions } from 'playwright';
import { displayEnvironment } from '../../lib/config/display-environment';
import { type ContextRoute, DIRECT_ROUTE, routeThrough } from './context-route';
import type { EgressGuard } from './egress-guard';
import type { FoundBrowser } from './find-browser';
import { settleWithin } from './settle-within';

/** A browser that pages can be opened in, here or on another host. */
export interface OpenedBrowser {
  readonly browser: Browser;
  /** The way out for one context. */
  openRoute(): Promise<ContextRoute>;
  /** Its process group on this machine; null for a browser elsewhere, which is not ours to kill. */
  readonly groupId: number | null;
  /** Folders to remove when the browser had to be killed. */
  readonly folders: readonly string[];
  /** Resident MB of all processes of the browser; 0 where the system does not tell. */
  memoryMb(): Promise<number>;
  /** Closes in order, or kills the process group when that takes too long. */
  close(): Promise<void>;
  kill(): void;
}

export interface LaunchedBrowser extends OpenedBrowser {
  readonly pid: number;
  /** Not always its own pid: Debian starts Chromium through a shell script. */
  readonly groupId: number;
}

export interface LaunchBrowserOptions {
  readonly found: FoundBrowser;
  /** Null with FURROW_EGRESS=off. */
  readonly guard: Pick<EgressGuard, 'url' | 'openDoor'> | null;
  /** The operator's own proxy; the way out when there is no guard. */
  readonly upstreamProxyUrl?: string | undefined;
  /** With a window on this machine's screen. */
  readonly isHeaded?: boolean;
  /** For its temporary files; absent: where this process has its own. */
  readonly folder?: string;
}

const CLOSE_TIMEOUT_MS = 5000;
const LAUNCH_TIMEOUT_MS = 60_000;
const FLAGS = [
  '--disable-background-networking',
  '--disable-quic',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];
// The browser itself resolves no name, by no protocol: the guard does, and dials what it judged.
const GUARDED_FLAGS = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

/** Launches a browser, headless as a rule, in a process group of its own. */
export async function launchBrowser(options: LaunchBrowserOptions): Promise<LaunchedBrowser> {
  const artifactsDir = await mkdtemp(join(options.folder ?? tmpdir(), 'furrow-browser-'));
  try {
    const browser = await chromium.launch(launchOptions(options, artifactsDir));
    return await describeBrowser(browser, artifactsDir, options);
  } catch (error) {
    await rm(artifactsDir, { recursive: true, force: true });
    throw error;
  }
}

function launchOptions(
  { found, guard, upstreamProxyUrl, isHeaded = false, folder = tmpdir() }: LaunchBrowserOptions,
  artifactsDir: string,
): LaunchOptions {
  return {
    executablePath: found.path,
    headless: !isHeaded,
    artifactsDir,
    // Else each trace makes a folder of its own, which nobody removes when its page is closed early.
    tracesDir: join(artifactsDir, 'traces'),
    timeout: LAUNCH_TIMEOUT_MS,
    chromiumSandbox: !found.needsNoSandbox,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: guard ? [...FLAGS, ...GUARDED_FLAGS] : FLAGS,
    ...(guard && { proxy: { server: guard.url, bypass: '<-loopback>' } }),
    ...(!guard && upstreamProxyUrl && { proxy: { server: upstreamProxyUrl } }),
    ...(process.platform === 'linux' && { env: browserEnvironment(isHeaded, folder) }),
  };
}

/** Nothing of the worker's environment (database, keys) belongs into a process that runs hostile pages. */
function browserEnvironment(isHeaded: boolean, folder: string): Record<string, string> {
  return {
    ...{ HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: folder, LANG: 'C.UTF-8' },
    ...(isHeaded && displayEnvironment()),
  };
}

async function describeBrowser(
  browser: Browser,
  artifactsDir: string,
  { guard }: LaunchBrowserOptions,
): Promise<LaunchedBrowser> {
  const session = await browser.newBrowserCDPSession();
  const pid = await readBrowserPid(session);
  const folders = [artifactsDir, ...profileFolder(pid)];
  const groupId = readGroupId(pid);
  const kill = () => killGroup(groupId);
  return {
    browser,
    openRoute: async () => (guard ? routeThrough(await guard.openDoor()) : DIRECT_ROUTE),
    pid,
    groupId,
    folders,
    memoryMb: () => readMemoryMb(session),
    kill,
    close: async () => {
      const isClosed = await settleWithin(
        browser.close().then(() => true),
        CLOSE_TIMEOUT_MS,
      );
      if (!isClosed) kill();
      await Promise.all(
        folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 })),
      ).catch(() => undefined);
    },
  };
}

async function readBrowserPid(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its process id');
  return main.id;
}

/** Playwright makes a profile folder and removes it only when it closes the browser itself. */
function profileFolder(pid: number): string[] {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const profile = commandLine.find((part) => part.startsWith('--user-data-dir='))?.slice(16);
    return profile?.includes('playwright_') ? [profile] : [];
  } catch {
    return [];
  }
}

async function readMemoryMb(session: CDPSession): Promise<number> {
  const info = await settleWithin(session.send('SystemInfo.getProcessInfo'), CLOSE_TIMEOUT_MS);
  return (info?.processInfo ?? []).reduce((sum, { id }) => sum + residentMb(id), 0);
}

function residentMb(pid: number): number {
  try {
    const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(match?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function readGroupId(pid: number): number {
  const groupOf = (id: number) =>
    Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(id)], { encoding: 'utf8' }).trim());
  const groupId = groupOf(pid);
  // Never a group that the worker itself belongs to.
  if (groupId === groupOf(process.pid))
    throw new Error('The browser runs in the process group of the worker');
  return groupId;
}

function killGroup(groupId: number): void {
  try {
    process.kill(-groupId, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
