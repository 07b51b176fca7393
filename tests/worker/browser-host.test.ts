import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { isProcessAlive, waitUntil } from './support/process-state';

const roomy = { maxContexts: 100, maxAgeMs: 60_000, maxMemoryMb: 10_000 };
/** Of a site that has to be opened to be read. */
const SEEN = {
  cookies: [],
  origins: [{ origin: 'http://127.0.0.1', localStorage: [{ name: 'a', value: '1' }] }],
};
let browser: TestBrowser | undefined;
let site: LocalSite | undefined;

afterEach(async () => {
  await browser?.close();
  await site?.close();
  browser = undefined;
  site = undefined;
});

describe('browser host', () => {
  it('keeps attempts apart: neither cookies nor storage reach the next context', async () => {
    site = await startLocalSite({
      '/set': '<script>document.cookie = "a=1"; localStorage.a = "1"; document.title = "set"</script>',
      '/read': '<script>document.title = "read:" + document.cookie + (localStorage.a ?? "")</script>',
    });
    browser = await startTestBrowser({}, roomy);
    for (const path of ['/set', '/read']) {
      const { context, release } = await browser.host.openContext({});
      const page = await context.newPage();
      await page.goto(`${site.url}${path}`);
      expect(await page.title()).toBe(path === '/set' ? 'set' : 'read:');
      await release();
    }
    expect(browser.launched).toHaveLength(1);
  });

  it('launches another browser after the first one died, and cleans up behind it', async () => {
    browser = await startTestBrowser({}, roomy);
    const first = await browser.host.openContext({});
    const dead = browser.launched[0];
    process.kill(dead?.pid ?? 0, 'SIGKILL');
    await waitUntil('the context notices', () => !first.isAlive());
    await first.release();
    const second = await browser.host.openContext({});
    expect(second.isAlive()).toBe(true);
    expect(browser.launched).toHaveLength(2);
    expect(browser.host.recycles()).toMatchObject({ recycles: { died: 1 }, last: { reason: 'died' } });
    await second.release();
    await waitUntil('its folders are gone', () => !dead?.folders.some((folder) => existsSync(folder)));
  });

  it.each(['newPage', 'storageState'] as const)(
    '%s ends when its context goes meanwhile, or its browser dies',
    async (call) => {
      browser = await startTestBrowser({}, roomy);
      const read = await browser.host.openContext({ storageState: SEEN });
      const opening = read.context[call]({ indexedDB: true }).then(
        () => 'settled',
        () => 'settled',
      );
      await read.release();
      expect(await opening).toBe('settled');
      const dying = await browser.host.openContext({ storageState: SEEN });
      const lost = dying.context[call]({ indexedDB: true }).then(
        () => 'settled',
        () => 'settled',
      );
      process.kill(browser.launched[0]?.pid ?? 0, 'SIGKILL');
      expect(await lost).toBe('settled');
      await dying.release();
    },
  );

  it('replaces a browser by count, while rows in the old one end there', async () => {
    browser = await startTestBrowser({}, { ...roomy, maxContexts: 2 });
    const contexts = [];
    for (let i = 0; i < 3; i += 1) contexts.push(await browser.host.openContext({}));
    expect(browser.host.recycles().recycles).toEqual({ contexts: 1 });
    expect(browser.launched).toHaveLength(2);
    const [old] = browser.launched;
    expect(isProcessAlive(old?.pid ?? 0)).toBe(true);
    await contexts[0]?.release();
    expect(contexts[1]?.isAlive()).toBe(true);
    await contexts[1]?.release();
    await waitUntil('the old browser is gone', () => !isProcessAlive(old?.pid ?? 0));
    expect(contexts[2]?.isAlive()).toBe(true);
    await contexts[2]?.release();
  });

  it('replaces a browser by age', async () => {
    // Long enough that a browser just started is not old already on a busy machine.
    const maxAgeMs = 1000;
    browser = await startTestBrowser({}, { ...roomy, maxAgeMs });
    const first = await browser.host.openContext({});
    const startedAtMs = performance.now();
    await waitUntil('it is old', () => performance.now() - startedAtMs > maxAgeMs);
    const second = await browser.host.openContext({});
    expect(browser.host.recycles().recycles).toEqual({ age: 1 });
    expect(first.isAlive()).toBe(true);
    await first.release();
    const [old] = browser.launched;
    await waitUntil('the old browser is gone', () => !isProcessAlive(old?.pid ?? 0));
    expect(second.isAlive()).toBe(true);
    await second.release();
  });

  it('replaces a browser that grew too large', async () => {
    browser = await startTestBrowser({}, { ...roomy, maxMemoryMb: 1 });
    const { release } = await browser.host.openContext({});
    expect(await browser.host.memoryMb()).toBeGreaterThan(10);
    await release();
    const [old] = browser.launched;
    await waitUntil('the large browser is gone', () => !isProcessAlive(old?.pid ?? 0));
    expect(browser.host.recycles().recycles).toEqual({ memory: 1 });
  });

  it('leaves no process and no folder behind when it closes', async () => {
    browser = await startTestBrowser({}, roomy);
    const { context } = await browser.host.openContext({});
    await context.newPage();
    const [only] = browser.launched;
    await browser.close();
    await waitUntil('the browser is gone', () => !isProcessAlive(only?.pid ?? 0));
    expect(only?.folders.filter((folder) => existsSync(folder))).toEqual([]);
    expect(browser.host.recycles()).toEqual({ recycles: {}, last: null });
  });
});
