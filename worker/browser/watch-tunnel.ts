import type { Socket } from 'node:net';

/** What a browser asks for inside a tunnel is longer; what ends a handshake, closes or confirms something is not. */
const MIN_REQUEST_BYTES = 96;
/** A target's answer is longer; a closing notice, a setting or a ping of it is not. */
const MIN_ANSWER_BYTES = 64;

/**
 * Watches a tunnel, whose bytes nobody here can read, from the browser's end of it.
 * @param onDropped told when the target closes it after it was sent what may be a request, and answered nothing; before the browser
 * learns of it
 */
export function watchTunnel(socket: Socket, onDropped: () => void): void {
  const { push, write, end, destroy } = socket;
  let askedBytes = 0;
  let hasBrowserEnded = false;
  const notice = () => {
    if (!hasBrowserEnded && askedBytes >= MIN_REQUEST_BYTES) onDropped();
    askedBytes = 0;
  };
  socket.push = (chunk: Buffer | null, ...rest) => {
    if (chunk === null) hasBrowserEnded = true;
    else askedBytes += chunk.length;
    return push.call(socket, chunk, ...rest);
  };
  socket.write = ((...args: Parameters<Socket['write']>) => {
    if (args[0].length >= MIN_ANSWER_BYTES) askedBytes = 0;
    return write.apply(socket, args);
  }) as Socket['write'];
  socket.end = ((...args: Parameters<Socket['end']>) => {
    notice();
    return end.apply(socket, args);
  }) as Socket['end'];
  // With an error it is the browser's own end that broke.
  socket.destroy = (error) => {
    if (!error) notice();
    return destroy.call(socket, error);
  };
}
