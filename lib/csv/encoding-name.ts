import iconv from 'iconv-lite';

/** Decodes bytes piece by piece and throws when they do not fit the encoding. */
export type StrictDecoder = { push(bytes: Uint8Array): string; end(): string };

const ALIASES: Record<string, string> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'windows-31j': 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp65001: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
  'latin-1': 'latin1',
  'mac-roman': 'macintosh',
};

/** Encoders of iconv-lite that are no text encodings of files. */
const NOT_ENCODINGS = new Set(['base64', 'hex', 'binary', 'internal', 'ucs2']);

/**
 * The canonical lower-case name of an encoding (`cp1252` gives `windows-1252`), or null when it is unknown.
 * TextDecoder's names come first; iconv-lite knows the rest (cp437, cp850, utf-32 ...).
 */
export function resolveEncoding(name: string): string | null {
  const plain = name.trim().toLowerCase().replaceAll('_', '-');
  const wanted = ALIASES[plain] ?? plain;
  for (const label of [wanted, wanted.replaceAll('-', '_'), wanted.replaceAll('-', '')]) {
    const encoding = textDecoderName(label);
    if (encoding !== null) return encoding;
  }
  if (wanted === '' || NOT_ENCODINGS.has(wanted)) return null;
  return iconv.encodingExists(wanted) ? wanted : null;
}

/** A strict decoder for a name that `resolveEncoding` returned. It leaves a BOM in the text. */
export function createStrictDecoder(encoding: string): StrictDecoder {
  if (textDecoderName(encoding) === null) return iconvDecoder(encoding);
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return { push: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

function textDecoderName(label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).encoding;
  } catch {
    return null;
  }
}

/** iconv-lite never throws: U+FFFD in its output is how it says that bytes do not fit. */
function iconvDecoder(encoding: string): StrictDecoder {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  const strict = (text: string): string => {
    if (text.includes('\uFFFD')) throw new TypeError(`bytes that do not fit ${encoding}`);
    return text;
  };
  return {
    push: (bytes) => strict(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))),
    end: () => strict(decoder.end() ?? ''),
  };
}
