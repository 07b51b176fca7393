import type { ArtifactFile } from '@/lib/services/artifacts/get-artifact';
import { onceReadable } from '@/lib/storage/once-readable';
import { parseByteRange } from './byte-range';
import { fileHeaders, toStream } from './download';

/** Hands out a stored file, whole or the range asked for, so that nothing in it can run in our origin. */
export async function artifactAnswer(request: Request, artifact: ArtifactFile): Promise<Response> {
  const { size } = artifact;
  const range = parseByteRange(request.headers.get('range'), size);
  const headers = fileHeaders({ filename: artifact.name, contentType: artifact.contentType });
  headers.set('Accept-Ranges', 'bytes');
  headers.set('Content-Length', String(range ? range.end - range.start + 1 : size));
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  const file = await onceReadable(range ? artifact.open(range) : artifact.open());
  return new Response(toStream(file), { status: range ? 206 : 200, headers });
}
