import { type Html, html } from '../html/html';
import { layout } from '../html/layout';

type Headers = Readonly<Record<string, string>>;
/** What a handler answers; `null` when it has closed the connection without an answer. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | Uint8Array;
} | null;

const htmlHeaders: Headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };

export function page(title: string, content: Html, status = 200, headers: Headers = {}): Reply {
  return {
    status,
    headers: { ...htmlHeaders, ...headers },
    body: layout(title, content),
  };
}

/** A page made to stand inside a frame of another one. */
export function framedPage(title: string, content: Html): Reply {
  return {
    status: 200,
    headers: htmlHeaders,
    body: layout(title, content, true),
  };
}

export function json(value: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: `${JSON.stringify(value)}\n`,
  };
}

/** 303, so that a form that was sent is never sent again by a reload. */
export function redirect(location: string, headers: Headers = {}): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}

/** Answered as an attachment. `name` must be plain ASCII without quotes. */
export function download(name: string, contentType: string, body: string | Uint8Array): Reply {
  return {
    status: 200,
    headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` },
    body,
  };
}

export function notFound(what = 'This page does not exist.'): Reply {
  return page('Not found', html`<p>${what}</p>`, 404);
}
