import { type BatchVerb, batchStatesFor } from '../../domain/batch-state';
import { ConflictError } from '../../domain/errors';

/** The refusal when a batch's state does not allow a verb: says what it is, and from where the verb would work. */
export function batchConflict(verb: BatchVerb, state: string): ConflictError {
  const allowed = batchStatesFor(verb).join(', ');
  return new ConflictError(
    'batch_state_conflict',
    `The batch is ${state}: ${verb} is possible only while it is ${allowed}.`,
    { verb, state, allowed: batchStatesFor(verb) },
  );
}
