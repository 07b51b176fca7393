/**
 * Put before the viewer's service worker. That one answers addresses below /trace/ with what stands in a trace, a
 * hostile page's bytes among it, and a link can lead anybody there. What it makes itself gets a policy: a document runs
 * nothing and belongs to no origin. Snapshots bring a policy of their own and need their origin inside the viewer's
 * frames; opened by themselves they are held to what these frames allow: no forms, no windows, no way up.
 * Plain JavaScript for a browser: nothing compiles it on its way.
 */
export const WORKER_GUARD = `(() => {
  'use strict';
  const DOCUMENT = "default-src 'none'; sandbox";
  const SNAPSHOT = "sandbox allow-same-origin allow-scripts; form-action 'none'; frame-ancestors 'self'";
  const POLICY = 'Content-Security-Policy';
  const guard = (request, answer) => {
    // What comes from the server brings the server's headers.
    if (answer.type !== 'default') return answer;
    const headers = new Headers(answer.headers);
    headers.append(POLICY, headers.has(POLICY) ? SNAPSHOT : DOCUMENT);
    if (request.mode === 'navigate') headers.set('X-Content-Type-Options', 'nosniff');
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
  };
  const respondWith = FetchEvent.prototype.respondWith;
  FetchEvent.prototype.respondWith = function (answer) {
    respondWith.call(this, Promise.resolve(answer).then((made) => guard(this.request, made)));
  };
})();`;
