import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FoundBrowser, findBrowser } from './browser/find-browser';

const APT_PACKAGES = ['chromium-headless-shell', 'chromium'];
const INSTALL_TIMEOUT_MS = 15 * 60_000;

/**
 * Finds a browser or installs one: Playwright's headless shell, else, as root, the distribution's package.
 * @param report receives one line of progress at a time.
 * @returns null when there is none and none could be installed; `report` has then said what to do.
 */
export async function ensureBrowser(
  configuredPath: string | undefined,
  report: (line: string) => void,
): Promise<FoundBrowser | null> {
  const present = await findBrowser(configuredPath);
  if (present) return present;
  report('No browser found. Installing a headless Chromium (about 100 MB) ...');
  for (const install of [installWithPlaywright, installWithApt]) {
    await install(report);
    const found = await findBrowser();
    if (found) return found;
  }
  report(
    'No browser could be installed. Install Chrome, Chromium or chromium-headless-shell, ' +
      'or set FURROW_CHROMIUM to the path of one, then start again.',
  );
  return null;
}

async function installWithPlaywright(report: (line: string) => void): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');
  const isDone = await run(process.execPath, [cli, 'install', 'chromium-headless-shell'], report);
  if (!isDone) report("Playwright's own browser could not be downloaded.");
}

async function installWithApt(report: (line: string) => void): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  await run('apt-get', ['update', '-q'], report);
  for (const name of APT_PACKAGES) {
    report(`Installing ${name} with apt-get ...`);
    const options = ['install', '-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0'];
    if (await run('apt-get', [...options, name], report)) return;
  }
}

/** Runs a command with its output reported line by line; false when it failed or could not start. */
function run(command: string, args: string[], report: (line: string) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: INSTALL_TIMEOUT_MS });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split(/[\r\n]+/)) if (line.trim()) report(`  ${line.trimEnd()}`);
      });
    }
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
