import type { Environment } from './env';

/** Address of the dashboard without a trailing slash; links that people get start with it. */
export function publicUrl(env: Pick<Environment, 'FURROW_PUBLIC_URL' | 'PORT'>): string {
  return (env.FURROW_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
}
