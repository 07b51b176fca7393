import { ValidationError } from '../../lib/domain/errors';
import { AUTHORED_FAILURE_KINDS } from '../../lib/domain/failure';

/** What a row handler can tell from the page; every other kind is for Furrow to say. */
export type RowFailureKind = (typeof AUTHORED_FAILURE_KINDS)[number];

/**
 * Thrown by a row handler to say what its failure means: `target_rejected` and `input` are final, also after a commit;
 * `target_unavailable` and `page_mismatch` are tried again; `needs_person` pauses the batch when it comes twice.
 */
export class RowFailure extends Error {
  readonly kind: RowFailureKind;
  /** Stable, in lower case letters, digits and `_`: rows with the same one form a group. */
  readonly code: string;
  constructor(kind: RowFailureKind, code: string, message: string) {
    super(message);
    this.name = 'RowFailure';
    if (!AUTHORED_FAILURE_KINDS.includes(kind)) {
      throw new ValidationError(
        'failure_kind_unknown',
        `A row cannot fail as "${kind}": use ${AUTHORED_FAILURE_KINDS.join(', ')}.`,
      );
    }
    this.kind = kind;
    this.code = code;
  }
}
