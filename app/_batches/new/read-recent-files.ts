import { toUploadJson, type UploadJson } from '@/lib/domain/wire/upload';
import type { Context } from '@/lib/services/context';
import { listUploads } from '@/lib/services/uploads/list-uploads';

const LOOKED_AT = 50;
const SHOWN = 8;

/** The newest files that can be used, each content once. */
export async function readRecentFiles(context: Context): Promise<UploadJson[]> {
  const { items } = await listUploads(context, { limit: LOOKED_AT });
  const usable = items.filter((upload) => upload.state === 'ready' && upload.rowCount > 0).map(toUploadJson);
  const newest = new Map(usable.toReversed().map((upload) => [upload.sha256, upload]));
  return [...newest.values()].reverse().slice(0, SHOWN);
}
