import type { FilterTools } from './template-filters';

/**
 * What templates of one row can name. Maps, so that no name ever reaches an object's prototype.
 * `input` holds every declared input (an optional one without a value as the empty text).
 */
export interface Scope extends FilterTools {
  readonly input: ReadonlyMap<string, string>;
  /** Column header -> cell. */
  readonly row: ReadonlyMap<string, string>;
  readonly var: ReadonlyMap<string, string>;
  readonly secret: ReadonlyMap<string, string>;
  readonly batch: { readonly id: string };
  /** `rowNumber` is 1-based. */
  readonly job: { readonly rowNumber: number };
}
