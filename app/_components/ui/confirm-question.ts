import type { ReactNode } from 'react';

export interface ConfirmQuestion {
  /** The question: "Stop Orders May?" */
  readonly title: string;
  /** What will happen, to how much, and whether it can be undone. */
  readonly body: ReactNode;
  /** The verb, with the count: "Stop 1,792 rows". */
  readonly action: string;
  readonly isDangerous?: boolean;
}
