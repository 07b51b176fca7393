import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, environmentKeys } from '../../lib/config/env';
import { projectFolder } from '../../supervisor/build';

export const reportsFolder = 'reports';

/** What a step of the test run gave. A step that fails without naming a test counts as one failure. */
export type Outcome = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly ms: number;
};

// Settings of the person who runs the tests must not change what they see; these only say what the machine has.
const keptKeys = ['FURROW_CHROMIUM', 'HTTPS_PROXY'];

/** A tool that is right or wrong as a whole. */
export async function runCheck(name: string, script: string, args: readonly string[]): Promise<Outcome> {
  const { code, ms } = await runTool(name, join('node_modules', script), args);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, ms };
}

/** Vitest, counted from its JSON report; coverage below its threshold is one failure more. */
export async function runVitest(name: string, args: readonly string[]): Promise<Outcome> {
  const report = join(reportsFolder, `vitest-${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, ms } = await runTool(`tests (${name})`, 'node_modules/vitest/vitest.mjs', [
    'run',
    ...reporters,
    ...args,
  ]);
  const counts = readJson<{ numPassedTests: number; numFailedTests: number }>(report);
  return countOutcome(`tests (${name})`, counts?.numPassedTests, counts?.numFailedTests, code, ms);
}

/** The end-to-end tests: a real browser against a whole installation. */
export async function runPlaywright(): Promise<Outcome> {
  const report = join(reportsFolder, 'playwright.json');
  const { code, ms } = await runTool('end to end', 'node_modules/@playwright/test/cli.js', ['test'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const stats = readJson<{ stats: { expected: number; flaky: number; unexpected: number } }>(report)?.stats;
  const passed = stats ? stats.expected + stats.flaky : undefined;
  return countOutcome('end to end', passed, stats?.unexpected, code, ms);
}

function countOutcome(name: string, passed = 0, failed = 0, code: number | null, ms: number): Outcome {
  const hasHiddenFailure = code !== 0 && failed === 0;
  return { name, passed, failed: hasHiddenFailure ? 1 : failed, ms };
}

function runTool(
  title: string,
  script: string,
  args: readonly string[],
  more: Record<string, string> = {},
): Promise<{ code: number | null; ms: number }> {
  console.log(`\n== ${title}`);
  const startedAt = Date.now();
  // Empty, not absent: an empty key counts as unset and keeps a `.env` file from setting it.
  const cleared = Object.fromEntries(
    environmentKeys.filter((key) => !keptKeys.includes(key)).map((key) => [key, '']),
  );
  const child = spawn(process.execPath, [join(projectFolder, script), ...args], {
    cwd: projectFolder,
    env: childEnvironment({ ...cleared, NODE_ENV: 'test', ...more }),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve({ code, ms: Date.now() - startedAt }));
  });
}

function readJson<T>(path: string): T | null {
  const file = join(projectFolder, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}
