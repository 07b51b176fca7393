import type { UploadJson } from '@/lib/domain/wire/upload';
import { cleanFilename } from '@/lib/services/uploads/clean-filename';

const HEAD_BYTES = 64 * 1024;

/** What the browser tells of a chosen file without reading all of it: "lastModified.hash of the beginning". */
export async function fingerprintOf(file: File): Promise<string> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return `${file.lastModified}.${hashBytes(head)}`;
}

/** Whether a file chosen again is the one that arrived half, and if not, what differs. */
export type FileMatch = 'same' | 'other_name' | 'other_size' | 'other_content' | 'changed_since';

export function matchFile(
  file: { readonly name: string; readonly size: number; readonly fingerprint: string },
  upload: Pick<UploadJson, 'filename' | 'size' | 'fingerprint'>,
): FileMatch {
  if (cleanFilename(file.name) !== upload.filename) return 'other_name';
  const [modified, head] = file.fingerprint.split('.');
  const [modifiedThen, headThen] = (upload.fingerprint ?? '').split('.');
  if (head !== headThen) return 'other_content';
  if (file.size !== upload.size) return 'other_size';
  return modified === modifiedThen ? 'same' : 'changed_since';
}

/**
 * A quick hash of 53 bits, against mistakes and not against attackers. The browser's own digests are missing where the
 * page comes over plain http from another machine.
 */
function hashBytes(bytes: Uint8Array): string {
  let high = 0x2c1b3c6d;
  let low = 0x297a2d39;
  for (const byte of bytes) {
    high = Math.imul(high ^ byte, 0x9e3779b1);
    low = Math.imul(low ^ byte, 0x85ebca77);
    high ^= low >>> 15;
  }
  return ((high >>> 11) * 2 ** 32 + (low >>> 0)).toString(36);
}
