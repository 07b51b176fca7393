import chardet from 'chardet';
import { createStrictDecoder, resolveEncoding } from './encoding-name';
import { plausibility } from './script-plausibility';

const BOMS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: 'utf-32le' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: 'utf-32be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** What a file may be when it is not UTF-8; on equal marks the earlier wins. */
const LEGACY_ENCODINGS = [
  'windows-1252',
  'windows-1250',
  'windows-1254',
  'windows-1251',
  'koi8-r',
  'windows-1253',
  'shift_jis',
  'euc-kr',
  'euc-jp',
  'gb18030',
  'big5',
];

/** The encoding that a byte order mark at the start of the file names, or null. */
export function bomEncoding(head: Uint8Array): string | null {
  const match = BOMS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  return match?.encoding ?? null;
}

/** UTF-16 without a BOM: zero bytes in every second place and nowhere else. */
export function looksLikeUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const enough = Math.max(2, head.length / 20);
  if (odd >= enough && even === 0) return 'utf-16le';
  return even >= enough && odd === 0 ? 'utf-16be' : null;
}

/**
 * The likeliest encoding of bytes that are not UTF-8. chardet judges long samples well and short ones badly, so
 * each candidate is also judged by the letters it would give.
 */
export function guessEncoding(sample: Uint8Array): string {
  const confidences = new Map<string, number>();
  for (const match of chardet.analyse(sample)) {
    const name = resolveEncoding(match.name);
    if (name !== null) confidences.set(name, Math.max(confidences.get(name) ?? 0, match.confidence / 100));
  }
  const highCount = sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  const trust = 0.3 * Math.min(1, highCount / 30);
  const candidates = new Set([...LEGACY_ENCODINGS, ...confidences.keys()]);
  let best = { encoding: 'windows-1252', score: 0 };
  for (const encoding of candidates) {
    const text = decodeSample(sample, encoding);
    if (text === null || encoding === 'utf-8') continue;
    const score = plausibility(sample, text, encoding) + trust * (confidences.get(encoding) ?? 0);
    if (score > best.score + 0.02) best = { encoding, score };
  }
  return best.encoding;
}

/** Null when the bytes do not fit; a last character that the sample cuts in two is no fault. */
function decodeSample(sample: Uint8Array, encoding: string): string | null {
  try {
    return createStrictDecoder(encoding).push(sample);
  } catch {
    return null;
  }
}
