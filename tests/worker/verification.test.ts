import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgeAnswer, type VerificationAnswer } from '@/lib/domain/verification';
import { startTestBrowser, type TestBrowser } from './support/browser';
import { type LocalSite, startLocalSite } from './support/local-site';
import { runRow } from './support/run-row';

const ORDER = '<p data-testid="status">Confirmed</p><p data-testid="no">7</p>';
const script = (path: string) =>
  `<main></main><script>fetch("${path}").then((r) => r.text()).then((t) => { document.querySelector("main").innerHTML = t })</script>`;

let site: LocalSite;
let browser: TestBrowser;

beforeAll(async () => {
  site = await startLocalSite({
    '/there': ORDER,
    '/other': '<h1>Orders</h1>',
    '/gone': (_request, response) => response.writeHead(404).end('<h1>No such order</h1>'),
    '/refused': (_request, response) => response.writeHead(403).end('<h1>Forbidden</h1>'),
    '/busy': (_request, response) => response.writeHead(503).end('<h1>busy</h1>'),
    '/hang': () => undefined,
    '/drop': (request) => request.socket.destroy(),
    '/app': script('/there'),
    '/app-without': script('/other'),
    '/app-broken': script('/busy'),
    '/app-cut': script('/drop'),
  });
  browser = await startTestBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const order = {
  settleSeconds: 1,
  rerunsNotFound: false,
  doesNoCount: true,
  notFoundCount: 0,
  unansweredCount: 0,
};

function source(path: string, more: string): string {
  return `version: 1
name: test
effect: submit
base_url: ${site.url}
outputs: { no: { type: string } }
steps:
  - click: { text: Order }
    commit: true
verify:
  - goto: { url: ${path}, until: domcontentloaded }
    timeout: 1
${more}  - expect: { testid: status, text: Confirmed }
  - extract: { no: { testid: no } }
`;
}

it.each<[string, VerificationAnswer]>([
  ['/there', 'found'],
  ['/app', 'found'],
  ['/gone', 'not_found'],
  ['/other', 'not_found'],
  ['/app-without', 'not_found'],
  ['/refused', 'no_answer'],
  ['/busy', 'no_answer'],
  ['/hang', 'no_answer'],
  ['/drop', 'no_answer'],
  ['/app-broken', 'no_answer'],
  ['/app-cut', 'no_answer'],
])('what %s says of a row: %s', async (path, answer) => {
  const ran = await runRow(browser, source(path, ''), {
    settings: { step_timeout: 1 },
    verification: order,
    markCommit: () => Promise.reject(new Error('A verification never asks for the commit mark')),
  });
  expect(judgeAnswer(ran.result, ran.steps, ran.page)).toBe(answer);
  expect(ran.output).toEqual(answer === 'found' ? { no: '7' } : null);
  expect(ran.isCommitted).toBe(false);
});

it("takes the site's own no from a fail step, and a call for a sign-in for no answer", async () => {
  const fail = (kind: string) =>
    `  - fail: { when: { text: No such order }, kind: ${kind}, code: gone, message: Gone }\n`;
  for (const [kind, answer] of [
    ['target_rejected', 'not_found'],
    ['needs_person', 'no_answer'],
  ] as const) {
    const ran = await runRow(browser, source('/gone', fail(kind)), { verification: order });
    expect(judgeAnswer(ran.result, ran.steps, ran.page)).toBe(answer);
  }
});
