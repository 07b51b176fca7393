import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { type BrowserServer, chromium, type LaunchOptions } from 'playwright';
import { requireBrowser } from './browser';

const CONFIG = new URL('../../../deploy/browser-server.json', import.meta.url);

/**
 * A Playwright server with the settings that deploy/ hands out, on a free loopback port.
 * @param debuggingPort where it answers as a CDP endpoint too
 */
export async function startBrowserServer(debuggingPort?: number): Promise<BrowserServer> {
  const found = await requireBrowser();
  const shipped = JSON.parse(readFileSync(CONFIG, 'utf8')) as LaunchOptions;
  return chromium.launchServer({
    ...shipped,
    ...{ host: '127.0.0.1', port: 0, executablePath: found.path, chromiumSandbox: !found.needsNoSandbox },
    ...(debuggingPort && { args: [...(shipped.args ?? []), `--remote-debugging-port=${debuggingPort}`] }),
  });
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
