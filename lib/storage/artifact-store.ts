import type { Readable } from 'node:stream';

export interface StoredFile {
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** First and last byte, both included, as in an HTTP range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ListedObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Where files live: uploads and the artifacts of attempts. Keys are `/`-separated names that Furrow makes itself; no
 * user text ever becomes part of one.
 */
export interface ArtifactStore {
  /**
   * Writes a whole object, or nothing: a source that fails half-way leaves no object behind.
   * @param signal ends the writing, with its reason
   * @throws StorageError when the store is another machine and does not take it
   */
  put(
    key: string,
    data: Uint8Array | AsyncIterable<Uint8Array>,
    signal?: AbortSignal | undefined,
  ): Promise<StoredFile>;
  /** @throws NotFoundError `artifact_not_found` through the stream when the object does not exist. */
  open(key: string, range?: ByteRange): Readable;
  /** Deletes the object or, with a key that ends in `/`, all below it. A missing one is no error. */
  delete(key: string): Promise<void>;
  /** Every object, in no order. One that is deleted meanwhile may be among them. */
  list(): AsyncIterable<ListedObject>;
}
