import type { Upload } from '../../db/records';
import { readSeconds } from '../../db/sql/read-seconds';
import type { SameUpload } from '../../domain/wire/upload';
import type { Context } from '../context';

/** An upload with what its own row does not say. */
export interface UploadView extends Upload {
  /** Earlier uploads of the same bytes, the newest first. */
  readonly sameAs: readonly SameUpload[];
  /** Until the file is read; null while nothing reads it, and before a rate is known. */
  readonly secondsLeft: number | null;
}

const SHOWN_SAME = 5;
/** Somebody may send one file every hour for years. */
const LOOKED_AT = 1000;

export async function viewUpload(context: Context, upload: Upload): Promise<UploadView> {
  const [view] = await viewUploads(context, [upload]);
  if (!view) throw new Error('One upload gives one view');
  return view;
}

/** Views of uploads in their order. */
export async function viewUploads(context: Context, uploads: readonly Upload[]): Promise<UploadView[]> {
  const sameOf = await findSameContent(context, uploads);
  return Promise.all(
    uploads.map(async (upload) => ({
      ...upload,
      sameAs: sameOf(upload),
      secondsLeft: await estimateSecondsLeft(context, upload),
    })),
  );
}

async function findSameContent(
  context: Context,
  uploads: readonly Upload[],
): Promise<(upload: Upload) => SameUpload[]> {
  const hashes = uploads.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  if (hashes.length === 0) return () => [];
  const same = await context.db.prisma.upload.findMany({
    where: { deletedAt: null, sha256: { in: hashes }, state: { in: ['received', 'reading', 'ready'] } },
    select: { id: true, filename: true, createdAt: true, sha256: true },
    orderBy: { id: 'desc' },
    take: LOOKED_AT,
  });
  // Ids ascend with time.
  return (upload) =>
    same
      .filter(({ id, sha256 }) => sha256 === upload.sha256 && id < upload.id)
      .slice(0, SHOWN_SAME)
      .map(({ id, filename, createdAt }) => ({ id, filename, createdAt }));
}

async function estimateSecondsLeft(context: Context, upload: Upload): Promise<number | null> {
  const read = Number(upload.readBytes);
  if (upload.state !== 'reading' || upload.size === null || read === 0) return null;
  const seconds = await readSeconds(context.db.pool, upload.id);
  return seconds === null ? null : secondsLeft(read, Number(upload.size), seconds);
}

/** Whole seconds at the rate so far. */
function secondsLeft(readBytes: number, sizeBytes: number, secondsSoFar: number): number {
  return Math.ceil((Math.max(0, sizeBytes - readBytes) * secondsSoFar) / readBytes);
}
