import { createHash } from 'node:crypto';

export type StoredDocument = {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly sha256: string;
};

/** Uploaded files, in memory; the oldest is dropped when there are more than a hundred. */
export type DocumentShelf = {
  readonly add: (name: string, contentType: string, body: Uint8Array) => StoredDocument;
  readonly find: (id: string) => StoredDocument | undefined;
  readonly list: () => StoredDocument[];
};

const maxDocumentCount = 100;
const priceList = 'sku;price\r\nSKU-0001;12,50\r\nSKU-0002;8,90\r\n';
const terms = 'Terms of the practice shop\n\nNothing here is for sale.\n';

export function createDocumentShelf(): DocumentShelf {
  const documents = new Map<string, StoredDocument>();
  let lastNumber = 0;
  function add(name: string, contentType: string, body: Uint8Array): StoredDocument {
    lastNumber += 1;
    const sha256 = createHash('sha256').update(body).digest('hex');
    const document = { id: `doc-${lastNumber}`, name, contentType, body, sha256 };
    documents.set(document.id, document);
    const oldest = documents.keys().next().value;
    if (documents.size > maxDocumentCount && oldest !== undefined) documents.delete(oldest);
    return document;
  }
  add('price-list.csv', 'text/csv; charset=utf-8', Buffer.from(priceList));
  add('terms.txt', 'text/plain; charset=utf-8', Buffer.from(terms));
  return { add, find: (id) => documents.get(id), list: () => [...documents.values()] };
}
