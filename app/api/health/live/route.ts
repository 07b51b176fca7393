import { jsonAnswer } from '@/app/_http/answers';

export const dynamic = 'force-dynamic';

/** Answers as long as the process does; it looks at nothing else, so that a slow database restarts nobody. */
export function GET(): Response {
  return jsonAnswer({ status: 'ok' });
}
