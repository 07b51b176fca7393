import type { Environment } from '../lib/config/env';

/** Hosts that a worker of this installation may open: those of the operator, and our own practice site on loopback. */
export function allowedHosts(
  env: Pick<Environment, 'FURROW_ALLOW_HOSTS' | 'FURROW_PRACTICE_PORT'>,
): string[] {
  const practice = ['127.0.0.1', 'localhost'].map((host) => `${host}:${env.FURROW_PRACTICE_PORT}`);
  return [...env.FURROW_ALLOW_HOSTS, ...practice];
}
