import { randomUUID } from 'node:crypto';
import { writeAudit } from '../../db/audit';
import { addArtifact } from '../../db/sql/add-artifact';
import { notifyBatch } from '../../db/sql/notify-batch';
import { ValidationError } from '../../domain/errors';
import type { ArtifactRecord } from '../../domain/lane';
import type { Context } from '../context';
import { findJob, jobNotFound } from '../jobs/find-job';
import { type ArtifactContent, artifactName, encodeContent } from './encode-content';

export interface AddRowArtifactInput {
  /** `<run_id>_<NNNN>` */
  readonly jobId: string;
  readonly type: string;
  readonly content: ArtifactContent;
  readonly extension?: string | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Attaches a file to a row, at any time, also while it runs. Neither type nor name becomes part of a path.
 * @throws ValidationError `artifact_invalid`, NotFoundError `job_not_found`
 */
export async function addRowArtifact(context: Context, input: AddRowArtifactInput): Promise<ArtifactRecord> {
  for (const [key, value] of Object.entries({ jobId: input.jobId, type: input.type })) {
    if (typeof value === 'string' && value.trim() !== '') continue;
    throw new ValidationError('artifact_invalid', `An artifact needs a ${key} that is not empty.`, { key });
  }
  const { data, extension, contentType } = encodeContent(input.content, input.extension);
  const job = await findJob(context.db, input.jobId);
  const id = randomUUID();
  const storageKey = `artifacts/${job.batchId}/${job.rowIndex}/${id}.${extension}`;
  const { size } = await context.storage.put(storageKey, data);
  const type = input.type.trim().slice(0, 100);
  const file = { id, type, name: artifactName(type, extension), contentType, size, storageKey };
  const record: ArtifactRecord = { ...file, meta: { ...input.meta } };
  if (!(await addArtifact(context.db.pool, job, record))) {
    await context.storage.delete(storageKey);
    throw jobNotFound(input.jobId);
  }
  await writeAudit(context.db, context.actor, {
    ...{ action: 'job.add_artifact', entity: 'job', entityId: input.jobId },
    ...job,
  });
  await notifyBatch(context.db.pool, job.batchId);
  return record;
}
