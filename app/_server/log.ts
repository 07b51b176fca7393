import { createLog } from '@/lib/log/create-log';

/** The web process's log, on standard output. Never give it bodies, cookies, tokens or cell values. */
export const log = createLog({ service: 'web', level: 'info', to: 1 });
