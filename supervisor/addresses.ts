import { networkInterfaces } from 'node:os';
import type { Environment } from '../lib/config/env';

/** ` (in this network: http://…)` when the web server can be reached from other machines, else nothing. */
export function lanAddress(env: Pick<Environment, 'FURROW_HOST' | 'PORT'>): string {
  if (env.FURROW_HOST !== '0.0.0.0' && env.FURROW_HOST !== '::') return '';
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.find((address) => address.family === 'IPv4' && !address.internal);
  return outside ? ` (in this network: http://${outside.address}:${env.PORT})` : '';
}
