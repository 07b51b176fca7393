import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/domain/failure';
import { RowAbort } from '@/worker/lanes/row-abort';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { waitUntil } from './support/process-state';
import { type RanRow, type RowOptions, runRow } from './support/run-row';

let site: LocalSite;
let browser: TestBrowser;
let limitedHits = 0;

const NOISY = `<script>
  setTimeout(() => { throw new TypeError('thrown'); });
  console.error('told twice');
  console.error('told twice');
  console.warn('no error');
  setTimeout(async () => {
    await Promise.allSettled([fetch('/nowhere'), fetch('/drop')]);
    for (let no = 0; no < 60; no++) console.error(no + 'x'.repeat(2000));
    document.body.innerHTML = '<p data-testid="done">done</p>';
  });
</script>`;

beforeAll(async () => {
  site = await startLocalSite({
    '/': '<title>Home</title><h1>Home</h1><p>some text</p>',
    '/busy': (_request, response) => response.writeHead(503).end('<h1>busy</h1>'),
    '/limited': (_request, response) => {
      limitedHits += 1;
      response.writeHead(429, { 'retry-after': '7' }).end('slow down');
    },
    '/hang': () => undefined,
    '/drop': (request) => request.socket.destroy(),
    '/crash': '<title>Crash</title><button onclick="location.href = \'/\'">ok</button>',
    '/stuck': '<p data-testid="x">x</p><button onclick="for (;;);">Stick</button>',
    '/link': '<a href="/busy">Go</a>',
    '/order': '<form method="post" action="/order/sent"><button>Order</button></form>',
    '/order/sent': '<p data-testid="done">done</p>',
    '/order/slow': (_request, response) => {
      setTimeout(() => response.end('<p data-testid="done">done</p>'), 700);
    },
    '/slow-form': '<form method="post" action="/order/slow"><button>Order</button></form>',
    '/drop-form': '<form method="post" action="/drop"><button>Order</button></form>',
    '/refused-form': '<form method="post" action="/rejected"><button>Order</button></form>',
    '/rejected': '<p data-testid="error">no</p>',
    '/refused-slow-form': '<form method="post" action="/rejected-slow"><button>Order</button></form>',
    // The document begins at once; what it says comes later.
    '/rejected-slow': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<title>Answer</title><h1>Answer</h1>');
      setTimeout(() => response.end('<p data-testid="error">no</p>'), 400);
    },
    '/fetches':
      '<p>x</p><script>fetch("/api/save", {method: "POST"}).then(() => { document.title = "sent" })</script>',
    '/api/save': 'ok',
    '/noisy': NOISY,
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

function run(steps: string, options: RowOptions & { effect?: 'read' | 'submit' } = {}): Promise<RanRow> {
  const source = `version: 1\nname: test\neffect: ${options.effect ?? 'read'}\nbase_url: ${site.url}\n${steps.includes('extract') ? 'outputs:\n  x: { type: string }\n' : ''}steps:\n${steps}`;
  return runRow(browser, source, { settings: { step_timeout: 1 }, ...options });
}

function failureOf(ran: RanRow): Failure {
  if (ran.result.kind !== 'failed') throw new Error(`The row ended as ${ran.result.kind}`);
  return ran.result.failure;
}

describe('the target fails', () => {
  it.each([
    ['/busy', 'target_unavailable', 'http_503'],
    ['/drop', 'target_unavailable', 'navigation_failed'],
    ['/hang', 'timeout', 'goto_timeout'],
  ])('goto %s: %s, %s', async (path, kind, code) => {
    const ran = await run(`  - goto: ${path}\n    timeout: 0.7`);
    expect(failureOf(ran)).toMatchObject({ kind, code, step: 1 });
  });

  it('hands on how long the target asked to wait', async () => {
    const ran = await run('  - goto: /limited');
    expect(failureOf(ran)).toMatchObject({
      kind: 'target_unavailable',
      code: 'http_429',
      retryAfterSeconds: 7,
    });
    expect(limitedHits).toBe(1);
  });

  it('blames the status of the page that a click led to, not the missing element', async () => {
    const ran = await run(
      '  - goto: /link\n  - click: { role: link }\n  - wait_for: { testid: never }\n    timeout: 60',
    );
    expect(failureOf(ran)).toMatchObject({ kind: 'target_unavailable', code: 'http_503', step: 3 });
    // Nobody waits the whole minute for something that a broken page will not show.
    expect(ran.durationMs).toBeLessThan(20_000);
  });

  it('the row limit ends the row whatever the step may still take', async () => {
    const ran = await run('  - goto: /\n  - wait_for: { testid: never }\n    timeout: 60', {
      settings: { row_timeout: 1.5 },
    });
    expect(failureOf(ran)).toMatchObject({ kind: 'timeout', code: 'row_timeout' });
    expect(ran.durationMs).toBeLessThan(8000);
  });

  it('a page that no longer answers is cut off, and its slot is free again', async () => {
    const ran = await run(
      '  - goto: /stuck\n  - click: { role: button }\n  - extract: { x: { testid: x } }',
      {
        settings: { step_timeout: 0.5 },
      },
    );
    expect(ran.result.kind).toBe('failed');
    const next = await run('  - goto: /');
    expect(next.result.kind).toBe('completed');
  });
});

describe('the browser fails', () => {
  it('a page that crashes', async () => {
    const running = run('  - goto: /\n  - wait_for: { testid: never }\n    timeout: 20');
    await waitUntil('the page is open', () => openPages().length > 0);
    // A goto to chrome://crash never answers; that it crashes the page is what we want of it.
    openPages()[0]
      ?.goto('chrome://crash')
      .catch(() => undefined);
    expect(failureOf(await running)).toMatchObject({ kind: 'browser_crash', code: 'page_crashed' });
  });

  it('a browser that dies takes its rows along, and the next row gets another', async () => {
    const running = run('  - goto: /\n  - wait_for: { testid: never }\n    timeout: 20');
    await waitUntil('the page is open', () => openPages().length > 0);
    process.kill(-(browser.launched.at(-1)?.groupId ?? 0), 'SIGKILL');
    expect(failureOf(await running)).toMatchObject({ kind: 'browser_crash', code: 'browser_died' });
    expect((await run('  - goto: /')).result.kind).toBe('completed');
  });
});

function openPages() {
  const contexts = browser.launched.at(-1)?.browser.contexts() ?? [];
  return contexts.flatMap((context) => context.pages()).filter((page) => page.url().startsWith(site.url));
}

describe('evidence', () => {
  it('costs a good row nothing', async () => {
    const ran = await run('  - goto: /');
    expect([ran.artifacts, ran.pageText, ran.files.size]).toEqual([[], null, 0]);
  });

  it('keeps picture, text, title and address of a page that failed', async () => {
    const ran = await run('  - goto: /\n  - expect: { testid: never }');
    expect(ran.artifacts.map(({ type, name }) => [type, name])).toEqual([['screenshot', 'failure']]);
    expect(ran.pageText).toContain('some text');
    expect([ran.pageTitle, ran.pageUrl]).toEqual(['Home', `${site.url}/`]);
  });

  it('keeps what the page reported: console, scripts, requests; bounded', async () => {
    const ran = await run('  - goto: /noisy\n  - expect: { testid: done }');
    expect(ran.result.kind).toBe('completed');
    const errors = ran.pageErrors ?? [];
    const page = { source: 'console', url: `${site.url}/noisy` };
    expect(errors).toContainEqual({ ...page, text: 'told twice', times: 2 });
    expect(errors).toContainEqual({ ...page, text: 'TypeError: thrown', times: 1 });
    const request = { source: 'network', method: 'GET', times: 1 };
    expect(errors).toContainEqual({ ...request, text: 'Not Found', status: 404, url: `${site.url}/nowhere` });
    // What the guard in between makes of a connection that ends is its affair.
    expect(errors).toContainEqual(expect.objectContaining({ ...request, url: `${site.url}/drop` }));
    const written = errors.filter(({ source }) => source === 'console');
    expect([written.length, Math.max(...written.map(({ text }) => text.length))]).toEqual([50, 1000]);
  });

  it.each([
    ['on_retry', 1, false, 0],
    ['on_retry', 2, false, 1],
    ['on_failure', 1, false, 0],
    ['on_failure', 1, true, 1],
    ['always', 1, false, 1],
    ['never', 3, true, 0],
  ] as const)('trace %s, attempt %i, failed %s: %i', async (trace, roundAttemptNo, isFailing, count) => {
    const steps = isFailing ? '  - goto: /\n  - expect: { testid: never }' : '  - goto: /';
    const settings = { step_timeout: 0.3, evidence: { trace, screenshot: 'never' as const } };
    const ran = await run(steps, { roundAttemptNo, settings });
    const traces = ran.artifacts.filter(({ type }) => type === 'trace');
    expect(traces).toHaveLength(count);
    for (const { storageKey } of traces)
      expect(ran.files.get(storageKey)?.subarray(0, 2).toString()).toBe('PK');
  });

  it('warns when an automation that says it reads sends something', async () => {
    const ran = await run(
      '  - goto: /fetches\n  - wait_for: { url: /fetches }\n  - extract: { x: { css: title, mode: html } }',
    );
    expect(ran.warnings.join()).toMatch(/effect: read.*POST .*\/api\/save/);
  });
});

describe('ended from outside', () => {
  it.each([
    ['stopped', 'stopped'],
    ['given_back', 'given_back'],
  ] as const)('%s: the page is gone at once', async (cause, kind) => {
    const controller = new AbortController();
    const running = run('  - goto: /\n  - wait_for: { testid: never }\n    timeout: 60', {
      signal: controller.signal,
    });
    await waitUntil('the page is open', () => openPages().length > 0);
    controller.abort(new RowAbort(cause));
    const ran = await running;
    expect(ran.result.kind).toBe(kind);
    expect(openPages()).toEqual([]);
  });
});

describe('commit', () => {
  const order = `  - goto: /order\n  - click: { role: button }\n    commit: true\n`;
  const sentOrders = (path: string) =>
    site.seen.filter(({ method, url }) => method === 'POST' && url === path).length;

  it('marks, sends once, waits for the new page', async () => {
    const before = sentOrders('/order/sent');
    const ran = await run(`${order}  - expect: { testid: done }`, { effect: 'submit' });
    expect([ran.result.kind, ran.isCommitted]).toEqual(['completed', true]);
    expect(sentOrders('/order/sent')).toBe(before + 1);
    expect(ran.warnings).toEqual([]);
  });

  it('sends nothing when the mark is refused', async () => {
    const before = sentOrders('/order/sent');
    const ran = await run(order, { effect: 'submit', markCommit: async () => false });
    expect([ran.result.kind, ran.isCommitted]).toEqual(['stopped', false]);
    expect(sentOrders('/order/sent')).toBe(before);
  });

  it('does not mark when the button cannot be pressed', async () => {
    let isMarked = false;
    const markCommit = async () => {
      isMarked = true;
      return true;
    };
    const ran = await run('  - goto: /\n  - click: { role: button }\n    commit: true', {
      effect: 'submit',
      markCommit,
    });
    expect([failureOf(ran).code, isMarked, ran.isCommitted]).toEqual(['element_missing', false, false]);
  });

  it('a slow answer is no failure: the click does not wait for it, the next step does', async () => {
    const ran = await run(
      '  - goto: /slow-form\n  - click: { role: button }\n    commit: true\n  - wait_for: { testid: done }',
      // The answer takes 0.7 s; a busy machine needs more on top.
      { effect: 'submit', settings: { step_timeout: 10 } },
    );
    expect([ran.result.kind, ran.isCommitted]).toEqual(['completed', true]);
  });

  it('a dropped answer is not clear, and nothing is sent twice', async () => {
    const before = sentOrders('/drop');
    const ran = await run(
      '  - goto: /drop-form\n  - click: { role: button }\n    commit: true\n  - wait_for: { testid: done }',
      {
        effect: 'submit',
      },
    );
    expect(ran.result).toMatchObject({ kind: 'failed', isClear: false });
    expect([ran.isCommitted, sentOrders('/drop')]).toEqual([true, before + 1]);
  });

  it.each(['/refused-form', '/refused-slow-form'])(
    'a fail step right after the commit sees the new page: %s',
    async (path) => {
      const steps = `  - goto: ${path}
  - click: { role: button }
    commit: true
  - fail: { when: { testid: error }, message: refused }`;
      const ran = await run(steps, { effect: 'submit', settings: { step_timeout: 10 } });
      expect(ran.result).toMatchObject({
        kind: 'failed',
        isClear: true,
        failure: { kind: 'target_rejected' },
      });
    },
  );
});
