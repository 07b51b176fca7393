import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Environment } from '../lib/config/env';
import { settingsWithoutEffect } from '../lib/config/settings-without-effect';
import { findBrowser } from '../worker/browser/find-browser';
import type { Check } from './doctor-check';
import { checkDatabase } from './doctor-database';
import { checkMail } from './doctor-mail';
import { checkRetention } from './doctor-retention';
import { checkSignIn } from './doctor-sign-in';
import { checkStorage } from './doctor-storage';
import { adviseOnNode } from './node-version';

const lowDiskBytes = 2 * 1024 ** 3;

export type Diagnosis = { readonly ok: boolean; readonly checks: readonly Check[] };

/** Looks at everything Furrow needs on this machine. Starts nothing; makes at most the data folder. */
export async function diagnose(env: Environment): Promise<Diagnosis> {
  const checks = [
    checkNode(process.versions.node),
    await checkDatabase(env),
    await checkBrowser(env),
    await checkStorage(env),
    await checkDisk(env),
    ...(await checkSignIn(env)),
    ...(await checkMail(env)),
    ...(await checkRetention(env)),
    ...settingsWithoutEffect(env).map(
      ({ text, advice }): Check => ({ name: 'settings', ok: true, found: text, advice }),
    ),
  ];
  return { ok: checks.every((check) => check.ok), checks };
}

export function checkNode(version: string): Check {
  const advice = adviseOnNode(version);
  return { name: 'node', ok: advice === null, found: `Node ${version}`, ...(advice ? { advice } : {}) };
}

async function checkBrowser(env: Environment): Promise<Check> {
  if (env.FURROW_BROWSER_WS.length > 0) {
    return { name: 'browser', ok: true, found: `${env.FURROW_BROWSER_WS.length} remote (FURROW_BROWSER_WS)` };
  }
  try {
    const browser = await findBrowser(env.FURROW_CHROMIUM);
    if (browser) {
      const sandbox = browser.needsNoSandbox ? 'no sandbox, because Furrow runs as root' : 'sandbox on';
      return {
        name: 'browser',
        ok: true,
        found: `${browser.kind} ${browser.version} at ${browser.path}, ${sandbox}`,
      };
    }
  } catch (error) {
    return {
      name: 'browser',
      ok: false,
      found: messageOf(error),
      advice: 'Correct FURROW_CHROMIUM, or unset it.',
    };
  }
  const advice =
    'npm start installs one; or: npx playwright install chromium-headless-shell; or, on Debian and Ubuntu: ' +
    'apt-get install chromium-headless-shell; or set FURROW_CHROMIUM.';
  return { name: 'browser', ok: false, found: 'none', advice };
}

async function checkDisk(env: Environment): Promise<Check> {
  // With its own database and S3, all that stays on this machine are files of running rows.
  const isElsewhere = env.FURROW_STORAGE === 's3' && env.DATABASE_URL !== undefined;
  const folder = isElsewhere ? tmpdir() : env.FURROW_DATA_DIR;
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const found = `${(free / 1024 ** 3).toFixed(1)} GB free at ${folder}`;
    if (free >= lowDiskBytes) return { name: 'disk', ok: true, found };
    return {
      name: 'disk',
      ok: false,
      found,
      advice: 'Make room: screenshots and traces need at least 2 GB.',
    };
  } catch (error) {
    return {
      name: 'disk',
      ok: false,
      found: messageOf(error),
      advice: 'Set FURROW_DATA_DIR to a folder that exists.',
    };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
