import { request } from 'node:http';

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** One plain GET through a proxy, spelled exactly as given. */
export function proxyGet(
  proxyUrl: string,
  targetUrl: string,
  login: { readonly username: string; readonly password: string } | null = null,
): Promise<ProxyAnswer> {
  const pair = login && Buffer.from(`${login.username}:${login.password}`).toString('base64');
  const sent = pair ? { 'proxy-authorization': `Basic ${pair}` } : {};
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxyUrl);
    request({ hostname, port, path: targetUrl, headers: sent, agent: false }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      const headers = Object.fromEntries(Object.entries(response.headers).map(([k, v]) => [k, String(v)]));
      resolve({ status: response.statusCode ?? 0, headers, body });
    })
      .on('error', reject)
      .end();
  });
}

/** The status of a CONNECT. */
export function proxyConnect(proxyUrl: string, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxyUrl);
    const call = request({ hostname, port, method: 'CONNECT', path: target, agent: false });
    const done = (status: number) => {
      call.destroy();
      resolve(status);
    };
    call
      .on('connect', (response) => done(response.statusCode ?? 0))
      .on('response', (response) => done(response.statusCode ?? 0))
      .on('error', reject)
      .end();
  });
}
