import { readFileSync } from 'node:fs';

const lookForNpmEveryMs = 250;

export type StopRequest = {
  /** Resolves with the reason when somebody wants an orderly end. */
  readonly requested: Promise<string>;
  readonly isRequested: () => boolean;
  /** Aborted at the same moment, for work that need not be finished. */
  readonly signal: AbortSignal;
};

/**
 * Listens for Ctrl-C, SIGTERM and a closed terminal. A second Ctrl-C calls `endNow`. Under `npm start` the death of npm
 * itself counts too, because nobody could stop us from that terminal any more.
 */
export function listenForStop(isUnderNpm: boolean, endNow: () => void): StopRequest {
  let reason: string | null = null;
  let askedAt = 0;
  const controller = new AbortController();
  const requested = new Promise<string>((resolve) => {
    const ask = (what: string): void => {
      reason ??= what;
      resolve(reason);
      controller.abort();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // npm passes a Ctrl-C on that the terminal has already sent: only a later one is a second one.
        if (reason && signal === 'SIGINT' && Date.now() - askedAt > 1000) endNow();
        if (!reason) askedAt = Date.now();
        ask(signal);
      });
    }
    const parents = readParents();
    if (isUnderNpm) {
      setInterval(() => readParents() !== parents && ask('npm ended'), lookForNpmEveryMs).unref();
    }
  });
  return { requested, isRequested: () => reason !== null, signal: controller.signal };
}

/** Our parent and its parent: npm runs scripts through a shell, which outlives an npm that is killed. */
function readParents(): string {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}
