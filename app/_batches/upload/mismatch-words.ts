import type { UploadJson } from '@/lib/domain/wire/upload';
import { sizeText } from '../format';
import type { FileMatch } from './file-fingerprint';

/** Why a chosen file is not the one that arrived half, and what to do. */
export function mismatchWords(
  match: Exclude<FileMatch, 'same'>,
  file: Pick<File, 'name' | 'size'>,
  upload: Pick<UploadJson, 'filename' | 'size'>,
): string {
  const other = `Choose the ${upload.filename} that was being sent, or drop this one above to send it as a new file.`;
  switch (match) {
    case 'other_name':
      return `${file.name} is another file than ${upload.filename}. ${other}`;
    case 'other_content':
      return `This ${file.name} begins differently from the one that was being sent. ${other}`;
    case 'other_size':
      return `This ${file.name} has ${sizeText(file.size)}, the one that was being sent ${sizeText(upload.size ?? 0)}. ${other}`;
    case 'changed_since':
      return `${file.name} was saved again after the upload began, so the rest may not fit what has arrived. Discard what has arrived and send it anew.`;
  }
}
