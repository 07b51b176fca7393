import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const HEADER = 'order_no,customer,email,street,postcode,city,ordered_on,amount,items,note\r\n';
const NOTE = `"${'Please leave it with the neighbour on the second floor, ring twice; thank you, Zoë. '.repeat(4)}"`;
const BLOCK_ROWS = 2000;

export interface LargeFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly rowCount: number;
}

/** Writes a shop's export of about this size, no two rows alike. */
export async function writeLargeFile(path: string, bytes: number): Promise<LargeFile> {
  const hash = createHash('sha256');
  let size = 0;
  let rowCount = 0;
  async function* blocks() {
    yield take(HEADER);
    while (size < bytes) {
      let text = '';
      for (let end = rowCount + BLOCK_ROWS; rowCount < end; rowCount += 1) text += line(rowCount);
      yield take(text);
    }
  }
  const take = (text: string): Buffer => {
    const block = Buffer.from(text);
    hash.update(block);
    size += block.length;
    return block;
  };
  await pipeline(Readable.from(blocks()), createWriteStream(path));
  return { path, size, sha256: hash.digest('hex'), rowCount };
}

function line(n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  return `BM-${1_000_000 + n},Anna Kowalska ${n % 977},customer.${n}@shop.example,Hafenstraße ${n % 240},${10_000 + (n % 80_000)},Gdańsk,2026-05-${day},${(n * 37) % 900}.50,${(n % 12) + 1},${NOTE}\r\n`;
}
