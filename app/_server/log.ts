import pino from 'pino';

/** The web process's log: JSON lines on standard output. Never give it bodies, cookies, tokens or cell values. */
export const log = pino({ name: 'furrow-web', level: 'info' });
