import type { BackgroundQueue } from '../../lib/background/queue';
import type { SessionKeeper } from '../sessions/session-keeper';

/** Signs in to stored logins when a person asks for it; how it went is kept with the session. */
export function serveSignIns(
  queue: BackgroundQueue,
  keeper: SessionKeeper,
  onError: (error: unknown, name: string) => void,
): Promise<void> {
  return queue.work('sign-in-session', ({ name }, signal) =>
    keeper.signInNow(name, signal).catch((error: unknown) => onError(error, name)),
  );
}
