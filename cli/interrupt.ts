// npm passes a Ctrl-C on that the terminal has already sent: only a later one is a second one.
const SAME_PRESS_MS = 1000;

export interface Interrupt {
  /** 0: go on. 1: stop the batch and wait. 2: leave at once. */
  level(): 0 | 1 | 2;
  /** Gives the signals back to Node. */
  close(): void;
}

/** Counts Ctrl-C; SIGTERM and a closed terminal mean "leave at once". */
export function listenForInterrupt(): Interrupt {
  let level: 0 | 1 | 2 = 0;
  let pressedAt = Number.NEGATIVE_INFINITY;
  const press = () => {
    const now = performance.now();
    if (now - pressedAt < SAME_PRESS_MS) return;
    pressedAt = now;
    level = level === 0 ? 1 : 2;
  };
  const leave = () => {
    level = 2;
  };
  process.on('SIGINT', press);
  process.on('SIGTERM', leave);
  process.on('SIGHUP', leave);
  return {
    level: () => level,
    close: () => {
      process.off('SIGINT', press);
      process.off('SIGTERM', leave);
      process.off('SIGHUP', leave);
    },
  };
}
