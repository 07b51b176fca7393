import ipaddr from 'ipaddr.js';
import { ConfigurationError } from '../../lib/domain/errors';
import { normaliseAddress } from './address-rules';

export interface AllowTarget {
  /** The name or address asked for, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** One address it resolved to. */
  readonly address: string;
}

/** Says whether the operator allowed an address outside the public internet. */
export type AllowList = (target: AllowTarget) => boolean;

/**
 * Reads FURROW_ALLOW_HOSTS: entries are `host`, `host:port`, an address, `[v6]:port`, or a CIDR range.
 * @throws ConfigurationError naming the entry that cannot be read.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const rules = entries.map(parseEntry);
  return (target) => rules.some((allows) => allows(target));
}

function parseEntry(entry: string): AllowList {
  if (entry.includes('/')) return parseRange(entry);
  const match = /^(?:\[([^\]]+)\]|([^:]+)|([0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*))(?::(\d{1,5}))?$/i.exec(
    entry,
  );
  if (!match) throw invalidEntry(entry);
  const host = normaliseHost(match[1] ?? match[2] ?? match[3] ?? '');
  if (host.includes(':') && !ipaddr.isValid(host)) throw invalidEntry(entry);
  const port = match[4] === undefined ? null : Number(match[4]);
  return (target) =>
    (port === null || port === target.port) &&
    (host === normaliseHost(target.hostname) || host === normaliseAddress(target.address));
}

function parseRange(entry: string): AllowList {
  if (!ipaddr.isValidCIDR(entry)) throw invalidEntry(entry);
  const [network, bits] = ipaddr.parseCIDR(entry);
  return ({ address }) => {
    const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : null;
    return parsed !== null && parsed.kind() === network.kind() && parsed.match(network, bits);
  };
}

function normaliseHost(host: string): string {
  return normaliseAddress(host.toLowerCase().replace(/\.$/, ''));
}

function invalidEntry(entry: string): ConfigurationError {
  const message = `FURROW_ALLOW_HOSTS has an entry that is no host, host:port or CIDR range: "${entry}"`;
  return new ConfigurationError(message, { errors: [{ key: 'FURROW_ALLOW_HOSTS', message }] });
}
