import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { ConfigurationError } from '../../lib/domain/errors';

export type BrowserKind = 'headless-shell' | 'chromium' | 'remote';

/** A browser on this machine that answered `--version`, or what stands for those on other hosts. */
export interface FoundBrowser {
  /** Of the program; hosts, for browsers elsewhere. */
  readonly path: string;
  readonly kind: BrowserKind;
  readonly version: string;
  /** Chromium's sandbox does not work for root: only then is it switched off, and said so. */
  readonly needsNoSandbox: boolean;
}

const SYSTEM_FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/google/chrome',
  '/opt/homebrew/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
  'C:\\Program Files\\Google\\Chrome\\Application',
];
// A headless shell runs the same rows 3 to 4 times faster than full Chromium, so it goes first.
const SHELL_NAMES = ['chromium-headless-shell', 'chrome-headless-shell', 'headless-shell', 'headless_shell'];
const CHROME_NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const CHROME_APP_NAMES = ['Google Chrome', 'Chromium', 'chrome.exe'];

/**
 * The browser to use, or null when there is none: FURROW_CHROMIUM, Playwright's own, a system headless shell, a system
 * Chrome or Chromium. A file that does not answer `--version` is passed over.
 * @param options `canShow`: no headless shell, which has no window; a path in FURROW_CHROMIUM is taken as it is
 * @throws ConfigurationError when FURROW_CHROMIUM is set and does not work.
 */
export async function findBrowser(
  configuredPath?: string,
  options: { readonly canShow?: boolean } = {},
): Promise<FoundBrowser | null> {
  if (configuredPath) return configuredBrowser(configuredPath);
  for (const path of candidatePaths()) {
    if (options.canShow && isShell(path)) continue;
    const found = await inspectBrowser(path);
    if (found) return found;
  }
  return null;
}

async function configuredBrowser(path: string): Promise<FoundBrowser> {
  const found = await inspectBrowser(path);
  if (found) return found;
  throw new ConfigurationError(`FURROW_CHROMIUM names no browser that starts: ${path}`, {
    errors: [{ key: 'FURROW_CHROMIUM', message: 'names no browser that starts' }],
  });
}

function candidatePaths(): string[] {
  const system = (names: readonly string[]) =>
    names.flatMap((name) => SYSTEM_FOLDERS.map((folder) => join(folder, name)));
  return [...playwrightPaths(), ...system(SHELL_NAMES), ...system([...CHROME_NAMES, ...CHROME_APP_NAMES])];
}

/** Playwright names only its full Chromium; its headless shell lies in a sibling folder of the same revision. */
function playwrightPaths(): string[] {
  const full = chromium.executablePath();
  const revisionFolder = dirname(dirname(full));
  const cache = dirname(revisionFolder);
  const shellFolder = join(cache, basename(revisionFolder).replace('chromium-', 'chromium_headless_shell-'));
  if (!existsSync(shellFolder)) return [full];
  const shells = readdirSync(shellFolder).flatMap((platform) =>
    SHELL_NAMES.flatMap((name) => [
      join(shellFolder, platform, name),
      join(shellFolder, platform, `${name}.exe`),
    ]),
  );
  return [...shells, full];
}

async function inspectBrowser(path: string): Promise<FoundBrowser | null> {
  if (!existsSync(path)) return null;
  const version = await readVersion(path);
  if (version === null) return null;
  const kind = isShell(path) ? 'headless-shell' : 'chromium';
  return { path, kind, version, needsNoSandbox: process.getuid?.() === 0 };
}

function isShell(path: string): boolean {
  return /headless[-_]shell/.test(basename(path));
}

async function readVersion(path: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 15_000 });
    return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? null;
  } catch {
    return null;
  }
}
