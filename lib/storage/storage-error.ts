/** Why a store on another machine did not do what it was asked. */
export type StorageReason =
  | 'unreachable'
  | 'wrong_key'
  | 'no_bucket'
  | 'wrong_region'
  | 'not_allowed'
  | 'wrong_clock'
  | 'refused';

/**
 * The store cannot be used now. No BatchEngineError: it says nothing about the file or the row, and the same request may
 * well succeed a moment later.
 */
export class StorageError extends Error {
  readonly code = 'storage_unavailable';
  readonly reason: StorageReason;
  constructor(reason: StorageReason, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'StorageError';
    this.reason = reason;
  }
}
