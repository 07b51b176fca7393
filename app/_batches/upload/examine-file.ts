import { sniffBinary } from '@/lib/csv/sniff';
import { sizeText } from '../format';

const SNIFFED_BYTES = 8192;
const MB = 1024 * 1024;

/** Why a chosen file need not be sent at all, in words for its owner; null when it may be a table. */
export async function examineFile(file: File, limitMb: number): Promise<string | null> {
  if (file.size > limitMb * MB) {
    return `${file.name} has ${sizeText(file.size)}; the limit is ${sizeText(limitMb * MB)}. Split it into several files.`;
  }
  const head = await readHead(file);
  if (head === null) return `${file.name} cannot be read. Is it a folder, or open in another program?`;
  if (head.length === 0) return `${file.name} is empty.`;
  const isWideText = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const binary = sniffBinary(head, isWideText || head.length < 64);
  return binary && `${file.name} is ${binary.kind}: ${binary.hint}.`;
}

/** Several files dropped at once: null when there is just one. */
export function tooManyFiles(names: readonly string[]): string | null {
  if (names.length < 2) return null;
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${names.length} files at once (${shown}${more}): a batch takes one. Drop the first, run it, then the next.`;
}

async function readHead(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
  } catch {
    return null;
  }
}
