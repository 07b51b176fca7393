import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError } from '../lib/domain/errors';

const askAgainMs = 300;

/** @throws ConfigurationError naming `key` when another program listens on the port. */
export async function requireFreePort(key: string, port: number, host: string): Promise<void> {
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
  if (!failure) return;
  const problem =
    failure.code === 'EADDRINUSE' ? 'is used by another program' : `cannot be used (${failure.message})`;
  throw new ConfigurationError(
    `${key}: port ${port} ${problem}. Choose another, for example ${key}=${port + 1}`,
    { key },
  );
}

/** Waits until a server answers at all; false when `isGivenUp` says so, or after `withinMs`. */
export async function waitForAnswer(
  url: string,
  withinMs: number,
  isGivenUp: () => boolean,
): Promise<boolean> {
  const giveUpAt = Date.now() + withinMs;
  while (Date.now() < giveUpAt && !isGivenUp()) {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) }).catch(
      () => null,
    );
    await response?.body?.cancel();
    if (response && response.status < 500) return true;
    await sleep(askAgainMs);
  }
  return false;
}
