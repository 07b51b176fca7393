import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { watchTunnel } from './watch-tunnel';

export interface ProxyCredentials {
  readonly username: string;
  readonly password: string;
}

/** The way of one browser context into the guard, so that its tunnels are known from those of other rows. */
export interface GuardDoor {
  /** Proxy address for the context. */
  readonly url: string;
  readonly credentials: ProxyCredentials | null;
  /**
   * From now on a target that closed a tunnel without an answer is not reached through this door any more. A browser sends a request
   * again by itself, a form too, when a connection that it used before dies: inside https only this keeps it from doing so.
   */
  sendOnce(): void;
  /** Ends what still goes through it. */
  close(): void;
}

interface Door {
  /** The browser's ends of its tunnels, with the target of each. */
  readonly tunnels: Map<Socket, string>;
  readonly droppedBy: Set<string>;
  isOnce: boolean;
}

export interface GuardDoors {
  open(): Promise<GuardDoor>;
  /** False: who asks came by a door that has been closed. */
  isOpen(username: string | undefined): boolean;
  /** Notes a tunnel; false when its target must not be asked again. @param target host and port */
  admit(request: IncomingMessage, username: string | undefined, target: string): boolean;
  /** Closes all doors, with what waits to be accepted there. */
  closeAll(): void;
}

/**
 * On loopback a door is a port of its own: asking for a password would have the browser hold every request. Browsers elsewhere
 * reach one address only, and say by their user name which door they mean.
 */
export function createGuardDoors(
  server: HttpServer,
  main: { readonly url: string; readonly host: string; readonly credentials: ProxyCredentials | null },
): GuardDoors {
  const ofSocket = new WeakMap<Socket, Door>();
  const ofUser = new Map<string, Door>();
  const closers = new Set<() => void>();
  let lastNo = 0;

  async function openPort(door: Door) {
    const sockets = new Set<Socket>();
    const listener = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      ofSocket.set(socket, door);
      server.emit('connection', socket);
    });
    await listenAtFreePort(listener, main.host);
    const { port } = listener.address() as AddressInfo;
    const close = () => {
      listener.close();
      for (const socket of sockets) socket.destroy();
    };
    return { url: `http://${main.host}:${port}`, credentials: null, close };
  }

  function openName(door: Door, { username, password }: ProxyCredentials) {
    lastNo += 1;
    const name = `${username}-${lastNo}`;
    ofUser.set(name, door);
    const credentials = { username: name, password };
    return { url: main.url, credentials, close: () => void ofUser.delete(name) };
  }

  return {
    async open() {
      const door: Door = { tunnels: new Map(), droppedBy: new Set(), isOnce: false };
      const way = main.credentials ? openName(door, main.credentials) : await openPort(door);
      const close = () => {
        if (!closers.delete(close)) return;
        way.close();
        for (const socket of door.tunnels.keys()) socket.destroy();
      };
      closers.add(close);
      return {
        ...way,
        sendOnce: () => {
          door.isOnce = true;
        },
        close,
      };
    },
    isOpen: (username) =>
      !main.credentials || username === main.credentials.username || ofUser.has(username ?? ''),
    admit({ socket }, username, target) {
      const door = ofSocket.get(socket) ?? (username === undefined ? undefined : ofUser.get(username));
      if (!door) return true;
      if (door.droppedBy.has(target)) return false;
      door.tunnels.set(socket, target);
      socket.once('close', () => door.tunnels.delete(socket));
      watchTunnel(socket, () => {
        if (door.isOnce) shut(door, target);
      });
      return true;
    },
    closeAll() {
      for (const close of closers) close();
    },
  };
}

/** Also the other tunnels to the target, which the browser would use next. */
function shut(door: Door, target: string): void {
  door.droppedBy.add(target);
  for (const [socket, one] of door.tunnels) {
    if (one !== target) continue;
    door.tunnels.delete(socket);
    socket.destroy();
  }
}

function listenAtFreePort(listener: Server, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, host, resolve);
  });
}
