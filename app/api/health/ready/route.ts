import { jsonAnswer } from '@/app/_http/answers';
import { log } from '@/app/_server/log';
import { webProcess } from '@/app/_server/web-process';
import { checkReadiness } from '@/lib/services/health/check-readiness';

export const dynamic = 'force-dynamic';

/** 200 when requests can be answered, 503 while the database is away or not migrated. */
export async function GET(): Promise<Response> {
  return webProcess()
    .then((web) => checkReadiness(web.parts))
    .then(({ liveWorkers }) => jsonAnswer({ status: 'ready', live_workers: liveWorkers }))
    .catch((error: unknown) => {
      log.warn({ err: error }, 'not ready');
      return jsonAnswer({ status: 'not_ready', reason: 'The database does not answer as it should.' }, 503);
    });
}
