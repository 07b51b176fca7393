import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright';
import type { BatchSettings } from '../../lib/domain/batch-settings';
import { settleWithin } from '../browser/settle-within';
import type { ArtifactWriter } from './artifact-writer';
import type { Deadline } from './deadline';

type TracePolicy = BatchSettings['evidence']['trace'];

const STOP_TIMEOUT_MS = 15_000;

/** A running Playwright trace, or nothing at all when the policy asks for none. */
export interface Trace {
  readonly isRunning: boolean;
  /** Ends the trace; it is stored when the policy wants it for an attempt that ended so. */
  end(hasFailed: boolean, writer: ArtifactWriter, limit: Deadline): Promise<void>;
}

/** Tracing costs 1.4 to 2 times the CPU of a row, so only the policies that may need it pay. */
export async function startTrace(
  context: BrowserContext,
  policy: TracePolicy,
  roundAttemptNo: number,
): Promise<Trace> {
  const isTraced =
    policy === 'always' || policy === 'on_failure' || (policy === 'on_retry' && roundAttemptNo > 1);
  if (!isTraced) return { isRunning: false, end: async () => undefined };
  await context.tracing.start({ screenshots: true, snapshots: true });
  return {
    isRunning: true,
    async end(hasFailed, writer, limit) {
      const isKept = policy !== 'on_failure' || hasFailed;
      if (!isKept) return void (await settleWithin(context.tracing.stop(), STOP_TIMEOUT_MS));
      const path = join(tmpdir(), `furrow-trace-${randomUUID()}.zip`);
      try {
        const isWritten = await settleWithin(
          context.tracing.stop({ path }).then(() => true),
          STOP_TIMEOUT_MS,
        );
        const artifact = {
          type: 'trace',
          name: 'trace',
          contentType: 'application/zip',
          extension: 'zip',
        } as const;
        if (isWritten) await writer.write({ ...artifact, data: { path } }, limit.remainingMs());
      } finally {
        await rm(path, { force: true });
      }
    },
  };
}
