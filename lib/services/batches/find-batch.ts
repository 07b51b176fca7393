import type { Database } from '../../db/connect';
import type { AutomationVersion, Batch, Upload } from '../../db/records';
import { NotFoundError } from '../../domain/errors';
import type { Operation } from '../../domain/operation';

export type BatchRecord = Batch & {
  upload: Pick<Upload, 'id' | 'filename' | 'headers' | 'dialect'>;
  /** Null when each row chooses its automation, or a function of one process handles the rows. */
  version:
    | (Pick<AutomationVersion, 'effect' | 'version'> & {
        automation: { id: string; name: string; title: string; latestVersion: number };
      })
    | null;
  /** The automations that rows chose, by their numbers; empty otherwise. */
  perRow: {
    no: number;
    version: number;
    ofVersion: {
      effect: AutomationVersion['effect'];
      automation: { name: string; title: string; latestVersion: number };
    };
  }[];
  /** The run of a schedule that made it. */
  ofRun: { schedule: { id: string; name: string } } | null;
  /** The change of very many rows that is under way; the oldest when there are several. */
  operations: Operation[];
};

/** What belongs to a batch wherever it is shown. */
export const BATCH_INCLUDE = {
  upload: { select: { id: true, filename: true, headers: true, dialect: true } },
  version: {
    select: {
      effect: true,
      version: true,
      automation: { select: { id: true, name: true, title: true, latestVersion: true } },
    },
  },
  perRow: {
    select: {
      no: true,
      version: true,
      ofVersion: {
        select: { effect: true, automation: { select: { name: true, title: true, latestVersion: true } } },
      },
    },
    orderBy: { no: 'asc' },
  },
  ofRun: { select: { schedule: { select: { id: true, name: true } } } },
  operations: { where: { endedAt: null }, orderBy: { createdAt: 'asc' }, take: 1 },
} as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be an id at all; PostgreSQL refuses to compare a uuid column with anything else. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** @throws NotFoundError `batch_not_found`, also for a text that is no id, and for a try. */
export async function findBatch(db: Database, batchId: string): Promise<BatchRecord> {
  const batch = isId(batchId)
    ? await db.prisma.batch.findUnique({
        where: { id: batchId, kind: 'run' },
        include: BATCH_INCLUDE,
      })
    : null;
  if (!batch) throw new NotFoundError('batch_not_found', `Batch not found: ${batchId}`);
  return batch;
}
