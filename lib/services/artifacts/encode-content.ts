import { ValidationError } from '../../domain/errors';

/** What a program may attach to a row: bytes, text, or a value that becomes JSON. */
export type ArtifactContent = string | Uint8Array | object;

export interface EncodedContent {
  readonly data: Uint8Array;
  /** Letters and digits only, without a dot. */
  readonly extension: string;
  readonly contentType: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  zip: 'application/zip',
};
const MAX_EXTENSION_CHARS = 16;

/**
 * Objects and arrays become `.json`, bytes `.bin`, anything else `.txt`, unless the extension is given.
 * @throws ValidationError `artifact_content_invalid` for a value that JSON cannot express
 */
export function encodeContent(content: ArtifactContent, extension?: string): EncodedContent {
  const isBytes = content instanceof Uint8Array;
  const isValue = !isBytes && typeof content === 'object' && content !== null;
  const chosen = cleanExtension(extension ?? '') || (isBytes ? 'bin' : isValue ? 'json' : 'txt');
  const data = isBytes ? content : Buffer.from(isValue ? toJson(content) : String(content));
  return { data, extension: chosen, contentType: CONTENT_TYPES[chosen] ?? 'application/octet-stream' };
}

/** `.tar.gz` and `../x` alike lose everything that could mean something in a path. */
function cleanExtension(extension: string): string {
  return extension
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, MAX_EXTENSION_CHARS);
}

function toJson(value: object): string {
  try {
    const text = JSON.stringify(value, null, 2) as string | undefined;
    if (text !== undefined) return text;
  } catch {
    // Said below: what JSON.stringify says of the value may repeat it.
  }
  throw new ValidationError(
    'artifact_content_invalid',
    'The content cannot be written as JSON: it refers to itself, or holds a value such as a BigInt. Convert it first.',
  );
}

/** A name for people, from the type that the program gave: no control characters and no folders. */
export function artifactName(type: string, extension: string): string {
  const base = type.replace(/[^\p{L}\p{N} ._-]+/gu, '_').replace(/^\.+/, '');
  return `${base.slice(0, 80) || 'artifact'}.${extension}`;
}
