import { toUploadJson, type UploadJson } from '@/lib/domain/wire/upload';
import type { Context } from '@/lib/services/context';
import { listUploads } from '@/lib/services/uploads/list-uploads';

const LOOKED_AT = 50;
const SHOWN = 8;

/** What can be taken for a new batch besides a new file. */
export interface FileChoices {
  /** The newest files that can be used, each content once. */
  readonly recent: readonly UploadJson[];
  /** The reader's own files that have arrived half. */
  readonly halfArrived: readonly UploadJson[];
  /** Most MB of a file. */
  readonly limitMb: number;
}

export async function readFileChoices(context: Context): Promise<FileChoices> {
  const [all, half] = await Promise.all([
    listUploads(context, { limit: LOOKED_AT, state: 'ready' }),
    listUploads(context, { limit: SHOWN, state: 'receiving', isMine: true }),
  ]);
  const usable = all.items.filter(({ rowCount }) => rowCount > 0).map(toUploadJson);
  const newest = new Map(usable.toReversed().map((upload) => [upload.sha256, upload]));
  return {
    recent: [...newest.values()].reverse().slice(0, SHOWN),
    // Without a size it is a raw upload of a program, which nobody can go on with.
    halfArrived: half.items.filter(({ size }) => size !== null).map(toUploadJson),
    limitMb: context.batchConfig.maxFileSizeMb,
  };
}
