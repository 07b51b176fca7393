/** Rows of one round: the same orders at the same site for every side. */
export interface RoundRequest {
  readonly orders: readonly string[];
  readonly concurrency: number;
  readonly siteUrl: string;
}

/** One way to run rows, in a process of its own that stays up over all rounds. */
export interface RunSide {
  readonly name: string;
  /** The root of its processes, browsers included. */
  readonly pid: number;
  /** Makes everything ready that is not part of a row. @returns what runs the rows and gives the seconds they took. */
  prepare(request: RoundRequest): Promise<() => Promise<number>>;
}
