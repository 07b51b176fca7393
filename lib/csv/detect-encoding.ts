import chardet from 'chardet';
import type { EncodingAlternative } from './dialect';
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
  'iso-8859-2',
  'iso-8859-15',
  'windows-1254',
  'windows-1257',
  'windows-1251',
  'koi8-r',
  'koi8-u',
  'iso-8859-5',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'iso-8859-6',
  'windows-874',
  'shift_jis',
  'euc-kr',
  'euc-jp',
  'gb18030',
  'big5',
  'macintosh',
  'cp850',
  'cp866',
];

export type GuessedEncoding = EncodingAlternative & { alternatives: EncodingAlternative[] };

/** An earlier candidate is left only for one that is this much better. */
const MARGIN = 0.02;
/** With so much between the best and the next one there is no doubt which it is. */
const CLEAR_LEAD = 0.25;
const MOST_ALTERNATIVES = 5;
const LEAST_CONFIDENCE = 0.05;

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

type Candidate = { encoding: string; text: string; score: number };

/**
 * The likeliest encoding of bytes that are not UTF-8, how sure that is, and what else they may be. chardet judges
 * long samples well and short ones badly, so each candidate is also judged by the letters it would give.
 */
export function guessEncoding(sample: Uint8Array): GuessedEncoding {
  const candidates = rankCandidates(sample);
  const [best, ...others] = candidates;
  if (best === undefined) return { encoding: 'windows-1252', confidence: 0, alternatives: [] };
  const highCount = countHigh(sample);
  // One letter says little, ten say a lot.
  const weight = highCount / (highCount + 1.5);
  const lead = best.score - (others[0]?.score ?? 0);
  const confidence = toConfidence(best.score * weight * (0.6 + 0.4 * clamp(lead / CLEAR_LEAD)));
  const alternatives = others
    .map(({ encoding, score }) => ({
      encoding,
      confidence: Math.min(confidence, toConfidence(score * weight * 0.6)),
    }))
    .filter((other) => other.confidence >= LEAST_CONFIDENCE);
  return { encoding: best.encoding, confidence, alternatives: alternatives.slice(0, MOST_ALTERNATIVES) };
}

/** Best first; of encodings that give the same text only the best. */
function rankCandidates(sample: Uint8Array): Candidate[] {
  const trust = 0.3 * Math.min(1, countHigh(sample) / 30);
  const confidences = chardetConfidences(sample);
  const found: Candidate[] = [];
  for (const encoding of new Set([...LEGACY_ENCODINGS, ...confidences.keys()])) {
    const text = decodeSample(sample, encoding);
    if (text === null || encoding === 'utf-8') continue;
    const score = plausibility(sample, text, encoding) + trust * (confidences.get(encoding) ?? 0);
    if (!found.some((other) => other.text === text && other.score > score - MARGIN))
      found.push({ encoding, text, score });
  }
  const best = found.reduce<Candidate | null>(
    (leader, next) => (leader === null || next.score > leader.score + MARGIN ? next : leader),
    null,
  );
  if (best === null) return [];
  const others = found.filter((other) => other !== best && other.text !== best.text);
  return [best, ...others.sort((a, b) => b.score - a.score)];
}

function chardetConfidences(sample: Uint8Array): Map<string, number> {
  const confidences = new Map<string, number>();
  for (const match of chardet.analyse(sample)) {
    const name = resolveEncoding(match.name);
    if (name !== null) confidences.set(name, Math.max(confidences.get(name) ?? 0, match.confidence / 100));
  }
  return confidences;
}

function countHigh(sample: Uint8Array): number {
  return sample.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function toConfidence(value: number): number {
  return Math.round(Math.min(0.99, clamp(value)) * 100) / 100;
}

/** Null when the bytes do not fit; a last character that the sample cuts in two is no fault. */
function decodeSample(sample: Uint8Array, encoding: string): string | null {
  try {
    return createStrictDecoder(encoding).push(sample);
  } catch {
    return null;
  }
}
