import { BatchEngine } from './batch-engine';

/** Long enough for the next call of a program that works through its batches. */
const IDLE_MS = 1000;

let engine: BatchEngine | null = null;
let userCount = 0;
let timer: NodeJS.Timeout | undefined;
let closing: Promise<void> = Promise.resolve();

/** Uses the engine of this process, which closes itself a moment after the last call: no program hangs for it. */
export async function withDefaultEngine<T>(work: (engine: BatchEngine) => Promise<T>): Promise<T> {
  clearTimeout(timer);
  userCount += 1;
  try {
    engine ??= new BatchEngine();
    return await work(engine);
  } finally {
    userCount -= 1;
    if (userCount === 0) timer = setTimeout(() => void closeDefaultEngine(), IDLE_MS);
  }
}

/** Closes the engine of this process at once instead of a moment after its last call. */
export function closeDefaultEngine(): Promise<void> {
  clearTimeout(timer);
  const last = engine;
  engine = null;
  if (last) closing = closing.then(() => last.close());
  return closing;
}
