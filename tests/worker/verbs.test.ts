import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeRows, type PracticeRows } from './support/practice-rows';
import { failureOf } from './support/step-site';

let practice: PracticeRows;
beforeAll(async () => {
  practice = await openPracticeRows();
});
afterAll(async () => {
  await practice?.close();
});

describe('mouse and keys', () => {
  it('hover, dblclick, type, uncheck, scroll: what the page sees is trusted', async () => {
    const ran = await practice.run(
      `
  - goto: /oddities/pointer
  - hover: { role: button, name: Products }
  - click: { role: button, name: Lamps }
  - expect: { testid: said, text: Chose Lamps }
  - dblclick: { testid: name }
  - expect: { testid: said, text: Edits the name }
  - type: { label: Code, value: "{{ code }}", delay: 0.001 }
  - extract: { code: { label: Code, mode: value }, keys: { testid: keys } }
  - expect: { testid: said, text: Typed }
  - uncheck: { label: Send me news }
  - expect: { testid: said, text: Gets no news }
  - scroll: { role: list, name: Feed, to: bottom }
  - wait_for: { text: Item 6 }
  - scroll: { role: list, name: Feed, by: 5000 }
  - wait_for: { text: Item 9 }
  - scroll: { testid: foot }
  - wait_for: { testid: place, text: further down }
  - scroll: { to: top }
  - wait_for: { testid: place, text: at the top }
  - scroll: { by: 300 }
  - wait_for: { testid: place, text: further down }
  - wait: 0.05`,
      {
        // A form of one field would be sent by the Enter key that a line break is.
        row: { code: 'x1\ny' },
        head: `effect: read\ninputs: { code: { type: string } }\noutputs: { code: { type: string }, keys: { type: integer } }`,
      },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
    expect(ran.output).toEqual({ code: 'x1 yA-', keys: 4 });
  });

  it('says what comes nearest, and waits for what is covered or hidden no longer than it may', async () => {
    const missing = await practice.run(`
  - goto: /oddities/pointer
  - dblclick: { role: button, name: Product }
    timeout: 0.3
    optional: true
  - hover: { role: button, name: Prodcts }
    timeout: 0.3`);
    expect(failureOf(missing)).toMatchObject({ kind: 'page_mismatch', code: 'element_missing', step: 3 });
    expect(failureOf(missing).hint).toContain('button "Products"');
    const hidden = await practice.run(`
  - goto: /oddities/pointer
  - dblclick: { css: '#menu li button' }
    timeout: 0.3`);
    expect(failureOf(hidden)).toMatchObject({ kind: 'timeout', code: 'dblclick_timeout' });
  });
});

describe('pages', () => {
  it('back and reload', async () => {
    const ran = await practice.run(
      `
  - goto: /catalogue
  - goto: /oddities/pointer
  - fill: { label: Code, value: changed }
  - reload: true
  - extract: { code: { label: Code, mode: value } }
  - back: true
  - extract: { at: { mode: url } }`,
      { head: 'effect: read\noutputs: { code: { type: string }, at: { type: string } }' },
    );
    expect(ran.output).toEqual({ code: 'A-', at: `${practice.url}/catalogue` });
  });

  it('does not go back before the first page, nor send a form again', async () => {
    const first = await practice.run('\n  - goto: /catalogue\n  - back: true');
    expect(failureOf(first)).toMatchObject({ kind: 'page_mismatch', code: 'no_page_before', step: 2 });
    const sent = await practice.run(`
  - goto: /documents
  - click: { role: button, name: Upload document }
  - wait_for: { testid: upload-error }
  - reload: true`);
    expect(failureOf(sent)).toMatchObject({ kind: 'automation', code: 'reload_sends_again', step: 4 });
  });
});
