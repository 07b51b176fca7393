import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { listProcesses } from '@/tests/support/processes';
import type { TestBrowser } from './browser';
import { waitUntil } from './process-state';

/** No context, no page's process, and no file of one in the newest browser; it keeps one process ready for the next page. */
export async function expectNothingLeft({ launched }: Pick<TestBrowser, 'launched'>): Promise<void> {
  const { browser, folders = [] } = launched.at(-1) ?? {};
  const profile = folders.find((folder) => folder.includes('playwright_')) ?? 'no profile';
  const renderers = () =>
    listProcesses().filter(({ command }) => command.includes('--type=renderer') && command.includes(profile));
  expect(browser?.contexts()).toEqual([]);
  await waitUntil('the renderers are gone', () => renderers().length <= 1);
  const files = () =>
    readdirSync(folders[0] ?? '', { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  await waitUntil('the files are gone', () => files().length === 0);
}
