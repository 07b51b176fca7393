import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from '@/lib/automation/locator';
import { type Compared, compareAiming, compareFinding, isSame } from '@/tests/support/compare-lean';
import { oddLocator, oddPage, randomFrom } from '@/tests/support/odd-pages';
import { openBarePage } from './support/browser';

let page: Page;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  ({ page, close } = await openBarePage());
});
afterAll(() => close?.());

const FORM = `<h1>Your <em>order</em></h1>
<form><label data-no="1" for="a">Order number</label><input data-no="2" id="a"><label data-no="3">Name <input data-no="4" placeholder="Full name"></label>
<p data-no="5">Order number</p><select data-no="6" aria-label="Country"><option>France</option><option data-no="7">Spain</option></select>
<button data-no="8">Find <b>order</b></button><button data-no="9" aria-label="Find more">x</button><input data-no="10" type="submit" value="Send order">
<button data-no="11" hidden>Find nothing</button><button data-no="12" title="Find by title"></button><div data-no="13" role="button">Find part</div>
<span data-no="14" data-testid="total" title="Sum">12 €</span><span data-no="15" data-testid="Total">0</span>
<ul><li data-no="16" class="item">One <a href="#" data-no="17">Pick</a></li><li data-no="18" class="item">Two <a href="#" data-no="19">Pick</a></li></ul>
<img data-no="20" alt="A picture" src="data:,"><label data-no="21"><input data-no="22" type="checkbox"> I  accept</label></form>`;

describe('what is found without Playwright is what Playwright finds', () => {
  it.each<[string, Locator, string[]]>([
    ['label', { by: 'label', value: 'order number' }, ['2']],
    ['label around a field, exact', { by: 'label', value: 'Name', exact: true }, ['4']],
    ['aria-label', { by: 'label', value: 'Country' }, ['6']],
    ['role and part of a name', { by: 'role', role: 'button', name: 'find' }, ['8', '9', '12', '13']],
    ['role and exact name', { by: 'role', role: 'button', name: 'Find order', exact: true }, ['8']],
    ['role of a submit field', { by: 'role', role: 'button', name: 'Send' }, ['10']],
    ['role without a name', { by: 'role', role: 'link' }, ['17', '19']],
    ['role of a box', { by: 'role', role: 'checkbox', name: 'I accept' }, ['22']],
    ['text', { by: 'text', value: 'Order number' }, ['1', '5']],
    ['exact text', { by: 'text', value: 'One', exact: true }, []],
    ['test id', { by: 'testid', value: 'total' }, ['14']],
    ['placeholder', { by: 'placeholder', value: 'full' }, ['4']],
    ['alt', { by: 'alt', value: 'picture' }, ['20']],
    ['title', { by: 'title', value: 'Sum', exact: true }, ['14']],
    ['css', { by: 'css', value: 'li.item > a' }, ['17', '19']],
    ['nth', { by: 'css', value: 'li', nth: -1 }, ['18']],
    ['has_text', { by: 'css', value: 'li', hasText: 'two' }, ['18']],
    ['within', { by: 'role', role: 'link', within: { by: 'css', value: 'li', hasText: 'One' } }, ['17']],
    [
      'any',
      {
        by: 'any',
        any: [
          { by: 'testid', value: 'Total' },
          { by: 'testid', value: 'total' },
        ],
      },
      ['14', '15'],
    ],
  ])('%s', async (_form, locator, found) => {
    await page.setContent(FORM);
    const compared = await compareFinding(page, locator);
    expect(compared.lean).toMatchObject({ found });
    expect(compared.lean).toEqual(compared.playwright);
  });

  it.each<[string, string, Locator]>([
    [
      'shadow DOM',
      '<div><template shadowrootmode="open"><b>x</b></template></div>',
      { by: 'css', value: 'b' },
    ],
    ['a frame', '<iframe></iframe>', { by: 'css', value: 'b', frame: { by: 'css', value: 'iframe' } }],
    ['xpath', '<b>x</b>', { by: 'xpath', value: '//b' }],
    ["Playwright's own css", '<b>x</b>', { by: 'css', value: 'b:has-text("x")' }],
    [
      'a name from elsewhere',
      '<b id="x">x</b><button aria-labelledby="x"></button>',
      { by: 'role', role: 'button', name: 'x' },
    ],
    ['a role with rules of its own', '<figure>x</figure>', { by: 'role', role: 'figure' }],
  ])('%s is left to Playwright', async (_form, html, locator) => {
    await page.setContent(html);
    expect((await compareFinding(page, locator)).lean).toBeNull();
  });

  it('on pages made of oddities', async () => {
    const compared = await compareOdd(7, 4, 16);
    const decided = compared.filter(({ lean }) => lean !== null);
    expect(decided.filter((one) => !isSame(one))).toEqual([]);
    expect(decided.length).toBeGreaterThan(compared.length / 2);
  });
});

it.each<[string, string]>([
  ['covered', '<button style="position:absolute">Go</button><div style="position:absolute;inset:0"></div>'],
  ['hidden', '<button style="visibility:hidden">Go</button>'],
  ['disabled', '<fieldset disabled><button>Go</button></fieldset>'],
  ['inert', '<div inert><button>Go</button></div>'],
  [
    'moving',
    '<style>@keyframes on{to{margin-left:600px}}button{animation:on 60s linear}</style><button>Go</button>',
  ],
  ['out of reach', '<button style="position:fixed;left:-500px">Go</button>'],
  ['one of two', '<button>Go</button><button>Go</button>'],
])('does not click what is %s', async (_state, html) => {
  await page.setContent(html);
  expect((await compareAiming(page, { by: 'text', value: 'Go' })).lean).toBeNull();
});

it('clicks what it has to scroll to, where Playwright does', async () => {
  await page.setContent('<div style="height:3000px"></div><button>Go</button>');
  const compared = await compareAiming(page, { by: 'text', value: 'Go' });
  expect(compared.lean).not.toBeNull();
  expect(isSame(compared)).toBe(true);
});

async function compareOdd(seed: number, pages: number, locators: number): Promise<Compared[]> {
  const random = randomFrom(seed);
  const compared: Compared[] = [];
  for (let no = 0; no < pages; no += 1) {
    await page.setContent(oddPage(random));
    for (let at = 0; at < locators; at += 1) compared.push(await compareFinding(page, oddLocator(random)));
  }
  return compared;
}
