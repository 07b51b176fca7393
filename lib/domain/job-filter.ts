import type { JobState } from './job-state';

/** Which jobs of a batch a list, an export or a retry takes; all that is given must hold. */
export interface JobFilter {
  readonly states?: readonly JobState[];
  /** Of a failure group. */
  readonly fingerprint?: string;
  /** What the key begins with, in a batch with a key column; case matters. */
  readonly keyPrefix?: string;
  /** Values that the row gave, as text: `{ name: 'status', value: 'Delivered' }`. */
  readonly outputs?: readonly OutputValue[];
  /** Text that some cell, error message or output contains, any case. */
  readonly search?: string;
  /** Only rows from here on (included), and up to here (included). */
  readonly fromRow?: number;
  readonly toRow?: number;
}

export interface OutputValue {
  readonly name: string;
  readonly value: string;
}
