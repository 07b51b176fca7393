import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { CLIENT_ADDRESS_HEADER, clientAddressReader } from '@/lib/auth/client-address';
import { readEnvironment } from '@/lib/config/env';

/**
 * Writes the caller's address into every request before Next sees it. Route handlers are not given the connection, and
 * X-Forwarded-For alone can be forged by anybody.
 */
export function noteClientAddresses(): void {
  const clientAddress = clientAddressReader(readEnvironment().FURROW_TRUSTED_PROXIES);
  subscribe('http.server.request.start', (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const forwardedFor = headers['x-forwarded-for'];
    const address = clientAddress(socket.remoteAddress, forwardedFor?.toString());
    if (address === null) delete headers[CLIENT_ADDRESS_HEADER];
    else headers[CLIENT_ADDRESS_HEADER] = address;
  });
}
