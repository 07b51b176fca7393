import type { Readable } from 'node:stream';
import { NotFoundError } from '../../domain/errors';
import type { ByteRange } from '../../storage/artifact-store';
import { isId } from '../batches/find-batch';
import type { Context } from '../context';

export interface ArtifactFile {
  readonly id: string;
  readonly batchId: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Opens the file, or a part of it. */
  open(range?: ByteRange): Readable;
}

/** A stored file of an attempt. @throws NotFoundError `artifact_not_found` */
export async function getArtifact(
  context: Pick<Context, 'db' | 'storage'>,
  input: { artifactId: string },
): Promise<ArtifactFile> {
  const { artifactId: id } = input;
  // A batch that is being removed loses its files before their rows.
  const where = { id, attempt: { job: { batch: { kind: { not: 'deleted' as const } } } } };
  const artifact = isId(id) ? await context.db.prisma.artifact.findFirst({ where }) : null;
  if (!artifact) throw new NotFoundError('artifact_not_found', 'There is no such file.');
  const { batchId, type, name, contentType, storageKey } = artifact;
  return {
    ...{ id, batchId, type, name, contentType },
    size: Number(artifact.size),
    open: (range) => context.storage.open(storageKey, range),
  };
}
