import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStepSite, type StepSite } from './support/step-site';

let pages: StepSite;
beforeAll(async () => {
  pages = await openStepSite();
});
afterAll(async () => {
  await pages?.close();
});

describe('locators', () => {
  it.each([
    ['role and name', '{ role: link, name: Next }'],
    ['label', '{ css: body }'],
    ['text', '{ text: Things, exact: true }'],
    ['testid', '{ testid: total }'],
    ['alt', '{ within: { css: body }, alt: A picture }'],
    ['title', '{ title: Heading title }'],
    ['css', '{ css: "ul > li:first-child" }'],
    ['xpath', "{ xpath: '//h1' }"],
    ['nth', '{ css: li.item, nth: -1 }'],
    ['has_text', '{ css: li.item, has_text: Two }'],
    ['within', '{ role: button, within: { css: li.item, has_text: One } }'],
    ['frame', '{ text: inside, frame: { css: iframe } }'],
    ['any, the second alternative', '{ any: [{ testid: nowhere }, { testid: total }] }'],
  ])('%s', async (form, locator) => {
    const ran = await pages.run(
      `
  - goto: /things
  - extract: { found: ${locator.replace(/ }$/, form === 'alt' ? ', attr: alt }' : ', mode: html }')} }`,
      { outputs: '  found: { type: string }' },
    );
    expect(ran.result).toEqual({ kind: 'completed' });
  });

  it('clicks in a frame and within a part of the page', async () => {
    const ran = await pages.run(
      `
  - goto: /things
  - click: { role: button, name: Framed, frame: { css: iframe } }
  - click: { role: button, name: Pick, within: { role: region, name: Box } }
  - extract: { title: { css: title, mode: html } }`,
      { outputs: '  title: { type: string }' },
    );
    expect(ran.output).toEqual({ title: 'box' });
  });

  it('takes the first alternative as written, not as it stands in the page', async () => {
    const ran = await pages.run(
      `
  - goto: /things
  - extract: { found: { any: [{ testid: link }, { testid: total }], mode: html } }`,
      { outputs: '  found: { type: string }' },
    );
    expect(ran.output).toEqual({ found: 'Next' });
  });
});

describe('conditions', () => {
  it.each([
    ['{ testid: total }', true],
    ['{ testid: gone }', false],
    ['{ testid: gone, hidden: true }', true],
    ['{ testid: nowhere, hidden: true }', true],
    ['{ testid: link, text: Next }', true],
    ['{ testid: link, text: next }', false],
    ['{ text: One }', true],
    ['{ url: /things }', true],
    ['{ url: /other }', false],
    ["{ input: who, equals: 'a' }", true],
    ["{ input: who, not_equals: 'a' }", false],
    ["{ input: who, matches: '[a-z]' }", true],
    ['{ input: who, in: [a, b] }', true],
    ['{ input: who, empty: true }', false],
    ['{ all: [{ testid: total }, { testid: link }] }', true],
    ['{ all: [{ testid: total }, { testid: nowhere }] }', false],
    ['{ any: [{ testid: nowhere }, { testid: total }] }', true],
    ['{ not: { testid: nowhere } }', true],
  ])('when: %s is %s', async (condition, isTrue) => {
    const ran = await pages.run(
      `
  - goto: /things
  - screenshot: only-when
    when: ${condition}`,
      { row: { who: 'a' } },
    );
    expect(ran.steps[1]?.state).toBe(isTrue ? 'passed' : 'skipped');
  });
});
