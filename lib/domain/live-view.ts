/** What a running row looks like at one moment. */
export interface LiveView {
  readonly attemptNo: number;
  /** 1-based; null before the first step and after the last. */
  readonly stepNo: number | null;
  readonly stepCount: number | null;
  /** Carries no secret. */
  readonly stepTitle: string | null;
  /** A JPEG of what the page shows; null when none may or can be taken now: then the one before stands. */
  readonly picture: Buffer | null;
}
