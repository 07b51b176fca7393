import { networkInterfaces } from 'node:os';
import type { Environment } from '../lib/config/env';

const everywhere = ['0.0.0.0', '::'];

/** ` (in this network: http://…)` when the web server can be reached from other machines, else nothing. */
export function lanAddress(env: Pick<Environment, 'FURROW_HOST' | 'PORT'>): string {
  if (!everywhere.includes(env.FURROW_HOST)) return '';
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.find((address) => address.family === 'IPv4' && !address.internal);
  return outside ? ` (in this network: http://${outside.address}:${env.PORT})` : '';
}

/** Where this machine itself reaches the web server. */
export function loopbackHost(env: Pick<Environment, 'FURROW_HOST'>): string {
  if (everywhere.includes(env.FURROW_HOST)) return '127.0.0.1';
  return env.FURROW_HOST.includes(':') ? `[${env.FURROW_HOST}]` : env.FURROW_HOST;
}
