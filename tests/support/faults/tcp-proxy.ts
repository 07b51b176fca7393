import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between two processes that a test can cut. */
export interface TcpProxy {
  readonly port: number;
  /** Breaks every connection and accepts no new one. */
  cut(): void;
  /** Keeps every connection but carries nothing: what a dropped route looks like. */
  hold(): void;
  /** Lets everything through again; connections that were held are broken, as their ends would do in time. */
  mend(): void;
  close(): Promise<void>;
}

/** Listens on a free port of loopback and forwards to `targetPort` there. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let mode: 'open' | 'cut' | 'held' = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    return socket;
  };
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    keep(client);
    if (mode === 'cut') return void client.destroy();
    if (mode === 'held') return void client.pause();
    const target = keep(connect(targetPort, '127.0.0.1'));
    client.once('close', () => target.destroy());
    target.once('close', () => client.destroy());
    client.pipe(target);
    target.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      mode = 'cut';
      breakAll();
    },
    hold: () => {
      mode = 'held';
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend: () => {
      if (mode === 'held') breakAll();
      mode = 'open';
    },
    close: async () => {
      breakAll();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
