/** A file that a `data:` address holds. */
export interface HeldFile {
  readonly contentType: string;
  readonly data: Uint8Array;
}

const DATA_ADDRESS = /^data:([\w.+-]+\/[\w.+-]+)?((?:;[\w-]+=[^;,]{0,100}){0,5})(;base64)?,/i;

/**
 * Whether a text may name a file: an http(s) address, or a `data:` address that holds it. Nothing else does: a cell never names
 * a file on the disk of the machine that runs its row.
 */
export function isFileAddress(text: string): boolean {
  if (DATA_ADDRESS.test(text)) return true;
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** The file in a `data:` address; null for any other text. */
export function readDataAddress(text: string): HeldFile | null {
  const match = DATA_ADDRESS.exec(text);
  if (!match) return null;
  const [head, contentType = 'text/plain', , base64] = match;
  const body = text.slice(head.length);
  try {
    const plain = decodeURIComponent(body);
    return { contentType, data: Buffer.from(plain, base64 ? 'base64' : 'utf8') };
  } catch {
    return null;
  }
}
