import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, openStepSite, type StepSite } from './support/step-site';

let pages: StepSite;
beforeAll(async () => {
  pages = await openStepSite();
});
afterAll(async () => {
  await pages?.close();
});

describe('popup and close_tab', () => {
  it('go on in the window that a click opens, and come back', async () => {
    const ran = await pages.run(
      `
  - goto: /opener
  - popup: { role: link, name: Open things }
  - extract: { total: { testid: total } }
  - expect: { url: /things }
  - close_tab: true
  - extract: { text: { css: p } }`,
      { outputs: '  total: { type: string }\n  text: { type: string }' },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ total: '€ 1,234.50', text: 'first window' });
  });

  it('a window that closes itself gives way to the one before', async () => {
    const ran = await pages.run(
      `
  - goto: /opener
  - popup: { role: button, name: Open for a moment }
  - wait_for: { text: first window }
    optional: true
  - wait_for: { text: first window }`,
    );
    expect(ran.result).toEqual({ kind: 'completed' });
  });

  it('what fails in it is seen there; without one there is nothing to go back to', async () => {
    const failed = await pages.run(`
  - goto: /opener
  - popup: { role: link, name: Open things }
  - click: { text: Nowhere }
    timeout: 0.3`);
    expect(failureOf(failed)).toMatchObject({ step: 3, code: 'element_missing' });
    expect([failed.pageTitle, failed.pageUrl]).toEqual(['Things', `${pages.site.url}/things`]);
    const alone = await pages.run('  - goto: /opener\n  - close_tab: true');
    expect(failureOf(alone)).toMatchObject({ kind: 'automation', code: 'no_window_before', step: 2 });
    const none = await pages.run('  - goto: /opener\n  - popup: { css: p }\n    timeout: 0.3');
    expect(failureOf(none)).toMatchObject({ kind: 'timeout', step: 2 });
  });
});

describe('dialog', () => {
  const outputs = '  answer: { type: string }';

  it.each([
    ['accept', 'Delete', 'yes'],
    ['dismiss', 'Delete', 'no'],
    ['{ answer: accept, message: Delete the order }', 'Delete', 'yes'],
    ['{ answer: accept, text: "late {{ why }}" }', 'Explain', 'late again'],
    ['{ answer: dismiss, text: x }', 'Explain', 'nothing'],
  ])('%s: %s is answered with %s', async (dialog, button, answer) => {
    const steps = `
  - goto: /asks
  - dialog: ${dialog}
  - click: { role: button, name: ${button} }
  - extract: { answer: { testid: answer } }`;
    const ran = await pages.run(steps, { outputs, row: { why: 'again' } });
    expect(ran.output).toEqual({ answer });
    expect(ran.warnings).toEqual([]);
  });

  it('another message than the one meant is dismissed and fails its step', async () => {
    const ran = await pages.run(`
  - goto: /asks
  - dialog: { answer: accept, message: Order now? }
  - click: { role: button, name: Delete }`);
    expect(failureOf(ran)).toMatchObject({
      ...{ kind: 'page_mismatch', code: 'dialog_unexpected', step: 3 },
      message: 'The page asked "Delete the order?", not "Order now?": Furrow dismissed it.',
    });
    expect(ran.pageText).toContain('no');
  });

  it('one that no step speaks of is dismissed, and the row says so', async () => {
    const ran = await pages.run(`
  - goto: /asks
  - click: { role: button, name: Save }
  - wait_for: { text: told }`);
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.warnings).toEqual([
      'The page said "Saved" and no dialog step answers it: Furrow dismissed it.',
    ]);
  });
});
