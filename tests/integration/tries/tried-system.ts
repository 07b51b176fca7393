import { getTry, type TryView } from '@/lib/services/tries/get-try';
import { type StartTryInput, startTry } from '@/lib/services/tries/start-try';
import { awaitReady } from '@/lib/services/uploads/await-headers';
import { receiveUpload } from '@/lib/services/uploads/receive-upload';
import type { RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';

const ENDED = ['completed', 'failed', 'stopped', 'unconfirmed'];

/** Stores a file and waits until it is read. */
export async function addFile({ context }: RunningSystem, csv: string): Promise<string> {
  async function* body() {
    yield Buffer.from(csv);
  }
  const upload = await receiveUpload(context, { filename: 'rows.csv', body: body() });
  await awaitReady(context.db, upload.id);
  return upload.id;
}

/** Tries a row and waits for its end. */
export async function tryRow(system: RunningSystem, input: StartTryInput): Promise<TryView> {
  const { id } = await startTry(system.context, input);
  return waitForTry(system, id, (tried) => ENDED.includes(tried.state));
}

export function waitForTry(
  { context }: RunningSystem,
  tryId: string,
  isDone: (tried: TryView) => boolean,
  timeoutMs = 60_000,
): Promise<TryView> {
  return waitFor(`try ${tryId}`, timeoutMs, async () => {
    const tried = await getTry(context, { tryId });
    return isDone(tried) && tried;
  });
}

/** How often the practice site accepted a form with this key. */
export async function submissionsOf({ site }: RunningSystem, key: string): Promise<number> {
  const answer = await fetch(`${site.url}/ledger?key=${encodeURIComponent(key)}`);
  return ((await answer.json()) as { submissions: number }).submissions;
}
