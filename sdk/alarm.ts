/** Lets a waiting loop look at once instead of at its next turn. */
export interface Alarm {
  ring(): void;
  /** Settles when it rings, or rang since the last wait, or after this time. */
  wait(atMostMs: number): Promise<void>;
}

export function createAlarm(): Alarm {
  let hasRung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      hasRung = true;
      wake?.();
    },
    wait: async (atMostMs) => {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, atMostMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
      wake = null;
    },
  };
}
