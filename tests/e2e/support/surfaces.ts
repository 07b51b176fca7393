import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { BatchJson } from '@/lib/domain/wire/batch';
import { furrow } from '@/tests/integration/cli/furrow-process';
import type { FurrowApi } from './furrow-api';
import { furrowEnvironment } from './installation-addresses';
import { newBatchPage } from './new-batch-page';

/** What a batch is created with; `breakAt` in percent. */
export interface StartSettings {
  readonly canary?: number;
  readonly breakAt?: number;
  readonly rate?: number;
}

/** One of the ways in which people and programs steer a batch. */
export interface Surface {
  /** Creates and starts a batch of the automation over a file. Returns the batch's id. */
  create(automation: { name: string; title: string }, csv: string, settings: StartSettings): Promise<string>;
  pauseNow(id: string): Promise<unknown>;
  resume(id: string): Promise<unknown>;
  stop(id: string): Promise<unknown>;
  retryStopped(id: string): Promise<unknown>;
  setConcurrency(id: string, concurrency: number): Promise<unknown>;
}

export function apiSurface(api: FurrowApi): Surface {
  return {
    create: async ({ name }, csv, { canary, breakAt = 0, rate }) => {
      const upload = await api.upload('matrix.csv', csv);
      const settings = { canary, rate_per_minute: rate, break_at_failure_rate: breakAt / 100 };
      const batch = await api.createBatch({ upload_id: upload.id, automation: name, settings, start: true });
      return batch.id;
    },
    pauseNow: (id) => api.post(`/batches/${id}/pause`, { mode: 'now' }),
    resume: (id) => api.post(`/batches/${id}/resume`),
    stop: (id) => api.post(`/batches/${id}/stop`),
    retryStopped: (id) => api.post(`/batches/${id}/retry`, { status: 'stopped' }),
    setConcurrency: (id, concurrency) => api.patch(`/batches/${id}`, { settings: { concurrency } }),
  };
}

/** The command line, each call a process. */
export function commandSurface(folder: string): Surface {
  const call = async (expected: readonly number[], ...args: string[]): Promise<{ id: string }> => {
    const answer = await furrow([...args, '--json'], { env: furrowEnvironment() });
    expect(expected, answer.stderr).toContain(answer.code);
    return answer.json();
  };
  return {
    create: async ({ name }, csv, { canary, breakAt, rate }) => {
      mkdirSync(folder, { recursive: true });
      const path = join(mkdtempSync(join(folder, 'matrix-')), 'matrix.csv');
      writeFileSync(path, csv);
      const options = [
        ...(canary ? ['--canary', String(canary)] : []),
        ...(breakAt ? ['--break-at', `${breakAt}%`] : []),
        ...(rate ? ['--rate', String(rate)] : []),
      ];
      // 4: it waits for a person.
      return (await call([0, 4], 'run', path, '--automation', name, ...options)).id;
    },
    pauseNow: (id) => call([0], 'pause', id, '--now'),
    resume: (id) => call([0], 'resume', id),
    stop: (id) => call([0], 'stop', id),
    retryStopped: (id) => call([0], 'retry', id, '--stopped'),
    setConcurrency: (id, concurrency) => call([0], 'change', id, '--concurrency', String(concurrency)),
  };
}

/** The dashboard, in a browser. */
export function dashboardSurface(page: Page): Surface {
  const open = async (id: string): Promise<void> => {
    if (!page.url().endsWith(`/batches/${id}`)) await page.goto(`/batches/${id}`);
  };
  const press = async (id: string, name: string | RegExp): Promise<void> => {
    await open(id);
    await page.getByRole('button', { name, exact: typeof name === 'string' }).click();
  };
  return {
    create: async ({ title }, csv, { canary, breakAt, rate }) => {
      await page.goto('/batches/new');
      const form = newBatchPage(page);
      await form.takeFile('matrix.csv', csv);
      await form.chooseAutomation(title);
      await form.settings.click();
      if (canary) await page.getByLabel('First rows to look at').fill(String(canary));
      if (breakAt) await page.getByLabel('Pause at failed rows (%)').fill(String(breakAt));
      if (rate) await page.getByLabel('Rows a minute').fill(String(rate));
      await form.runButton.click();
      await page.waitForURL(/\/batches\/(?!new)[^/]+$/);
      return page.url().split('/').at(-1) as string;
    },
    pauseNow: async (id) => {
      await press(id, 'Pause');
      await press(id, /^Give \d+ running back$/);
    },
    resume: (id) => press(id, /^Resume/),
    stop: async (id) => {
      await press(id, 'Stop');
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: /^Stop \d/ })
        .click();
    },
    retryStopped: (id) => press(id, /^Run \d+ stopped$/),
    setConcurrency: async (id, concurrency) => {
      await press(id, 'Settings');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Rows at a time').fill(String(concurrency));
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expect(dialog).toBeHidden();
    },
  };
}

export const isPausedFor =
  (reason: BatchJson['reason']) =>
  ({ status, reason: found }: BatchJson): boolean =>
    (status === 'paused' || status === 'waiting') && found === reason;
