import type { Locator } from '@/lib/automation/locator';

/** Numbers from 0 on, always the same for a seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof randomFrom>;

const WORDS = [
  'Save',
  'save all',
  'Order',
  'Cancel',
  'Name',
  'x',
  'Ünï',
  'a\u00a0b',
  'a b',
  '\u200bOrder',
  'no\u00adte',
  '',
];
const TAGS =
  'div span p a button label input input textarea select ul li table section h1 h2 b em svg img fieldset details nav output i strong form dl'.split(
    ' ',
  );
const ROLES = [
  'button',
  'link',
  'checkbox',
  'none',
  'presentation',
  'heading',
  'listitem',
  'row',
  'nonsense button',
  'Button',
  'img',
  '',
];
const TYPES = [
  'text',
  'submit',
  'button',
  'reset',
  'checkbox',
  'radio',
  'number',
  'password',
  'search',
  'hidden',
  'file',
  'image',
  'range',
  'date',
  'odd',
];
const STYLES = [
  'display:none',
  'visibility:hidden',
  'display:contents',
  'display:block',
  'opacity:0',
  'width:0;height:0;overflow:hidden',
  'position:absolute;left:-999px',
  'display:inline-block',
];
const SHEET = `.before::before{content:"Save "}.after::after{content:"x";display:block}.icon::before{content:"\\e001"}.attr::before{content:attr(title)}.off{visibility:hidden}.on{visibility:visible}`;

/** A page full of what makes finding elements hard; `data-no` tells its elements apart. */
export function oddPage(random: Random): string {
  let no = 0;
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const maybe = (parts: number, text: () => string) => (random(parts) === 0 ? text() : '');
  const attributes = (tag: string): string => {
    no += 1;
    return [
      ` data-no="${no}"`,
      maybe(3, () => ` id="e${random(30)}"`),
      maybe(6, () => ` role="${one(ROLES)}"`),
      maybe(8, () => ` aria-label="${one(WORDS)}"`),
      maybe(25, () => ` aria-labelledby="e${random(30)} e${random(30)}"`),
      maybe(25, () => ` aria-hidden="${one(['true', 'false', 'TRUE'])}"`),
      maybe(30, () => ` aria-owns="e${random(30)}"`),
      maybe(20, () => ` aria-disabled="${one(['true', 'false'])}"`),
      maybe(10, () => ` title="${one(WORDS)}"`),
      maybe(10, () => ` style="${one(STYLES)}"`),
      maybe(10, () => ` class="${one(['before', 'after', 'icon', 'attr', 'off', 'on', 'item'])}"`),
      maybe(8, () => ` data-testid="${one(['one', 'two', 'One'])}"`),
      maybe(30, () => ' hidden'),
      maybe(30, () => ' inert'),
      tag === 'a' ? maybe(2, () => ' href="#"') : '',
      tag === 'img' ? maybe(1, () => ` alt="${one(WORDS)}" src="data:,"`) : '',
      tag === 'label' ? maybe(2, () => ` for="e${random(30)}"`) : '',
      tag === 'input' ? ` type="${one(TYPES)}"${maybe(2, () => ` value="${one(WORDS)}"`)}` : '',
      tag === 'input' || tag === 'textarea' ? maybe(2, () => ` placeholder="${one(WORDS)}"`) : '',
      tag === 'input' || tag === 'button' || tag === 'fieldset' ? maybe(8, () => ' disabled') : '',
      tag === 'input' ? maybe(10, () => ' readonly list="e1"') : '',
      tag === 'select' ? maybe(4, () => ' multiple') : '',
      tag === 'details' ? maybe(2, () => ' open') : '',
    ].join('');
  };
  const element = (depth: number): string => {
    const tag = one(TAGS);
    const open = `<${tag}${attributes(tag)}>`;
    if (tag === 'input' || tag === 'img') return open;
    if (tag === 'textarea') return `${open}${one(WORDS)}</textarea>`;
    if (tag === 'select')
      return `${open}${[0, 1].map(() => `<option${attributes('option')}>${one(WORDS)}</option>`).join('')}</select>`;
    if (tag === 'svg')
      return `${open}${maybe(3, () => `<title>${one(WORDS)}</title>`)}<path d="M0 0h9v9"/>${maybe(3, () => `<text y="9">${one(WORDS)}</text>`)}</svg>`;
    if (tag === 'table')
      return `${open}<tr${attributes('tr')}>${[0, 1].map(() => `<td${attributes('td')}>${inner(depth)}</td>`).join('')}</tr></table>`;
    if (tag === 'details')
      return `${open}<summary${attributes('summary')}>${one(WORDS)}</summary>${inner(depth)}</details>`;
    if (tag === 'fieldset')
      return `${open}${maybe(2, () => `<legend${attributes('legend')}>${inner(depth)}</legend>`)}${inner(depth)}</fieldset>`;
    return `${open}${inner(depth)}</${tag}>`;
  };
  const text = () =>
    one([
      one(WORDS),
      `${one(WORDS)} ${one(WORDS)}`,
      `\n  ${one(WORDS)}\n`,
      '<br>',
      '<!-- Save -->',
      '<script>Save</script>',
      '<style>.x{}</style>',
    ]);
  const inner = (depth: number): string => {
    if (depth <= 0) return text();
    return Array.from({ length: random(4) }, () => (random(2) === 0 ? text() : element(depth - 1))).join('');
  };
  const shadow = maybe(
    40,
    () => '<div><template shadowrootmode="open"><button>Save</button></template></div>',
  );
  const body = Array.from({ length: 12 }, () => element(3)).join('\n');
  return `<!doctype html><title>${one(WORDS)}</title><style>${SHEET}</style><body>${body}${shadow}</body>`;
}

const WANTED_ROLES = [
  'button',
  'link',
  'textbox',
  'checkbox',
  'heading',
  'listitem',
  'option',
  'combobox',
  'row',
  'cell',
  'img',
  'list',
  'radio',
  'spinbutton',
  'status',
] as const;
const CSS = [
  '.item',
  'input',
  'li',
  '#e3',
  'div > span',
  'p, b',
  '[title]',
  'button:disabled',
  'td:first-child',
  'li:has(b)',
  '[data-testid="one"]',
  ':visible',
  'div span',
];

/** Any locator, as an automation may write it. */
export function oddLocator(random: Random, depth = 2): Locator {
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  if (depth > 0 && random(12) === 0)
    return { by: 'any', any: [oddLocator(random, depth - 1), oddLocator(random, depth - 1)] };
  const value = one(WORDS.filter((word) => word !== ''));
  const exact = random(3) === 0 ? { exact: true } : random(5) === 0 ? { exact: false } : {};
  const targets = [
    () => ({ by: 'role' as const, role: one(WANTED_ROLES), ...(random(4) > 0 && { name: value, ...exact }) }),
    () => ({
      by: one(['label', 'text', 'placeholder', 'title', 'alt', 'text', 'label'] as const),
      value,
      ...exact,
    }),
    () => ({ by: 'testid' as const, value: one(['one', 'two', 'three']) }),
    () => ({ by: 'css' as const, value: one(CSS) }),
  ];
  const target = one(targets)();
  return {
    ...target,
    ...(random(8) === 0 && { nth: one([0, 1, -1, -2, 5]) }),
    ...(random(8) === 0 && { hasText: value }),
    ...(depth > 0 && random(6) === 0 && { within: oddLocator(random, depth - 1) }),
  };
}
