import { readFileSync } from 'node:fs';

const packageText = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

/** The version in package.json, shown for every worker. */
export const WORKER_VERSION: string = (JSON.parse(packageText) as { version: string }).version;
