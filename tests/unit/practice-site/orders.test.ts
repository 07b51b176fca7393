import { expect, test } from 'vitest';
import { findOrder, formatCents, sampleOrderRows } from '@/examples/practice-site/data/orders';
import { openSite } from './open-site';
import { textOf } from './read-page';

test('the form names its field and its button and shows no result yet', async () => {
  const site = await openSite();
  const markup = await (await site.get('/orders')).text();
  expect(markup).toContain('<label for="order_no">Order number</label>');
  expect(markup).toContain('<button>Find order</button>');
  expect(markup).not.toContain('data-testid="result"');
  expect(markup).not.toContain('No such order');
});

test.each(['/orders?order_no=AB-1002', '/orders?order_no=%20AB-1002%20', '/orders/AB-1002'])(
  '%s shows the order',
  async (path) => {
    const site = await openSite();
    const response = await site.get(path);
    const markup = await response.text();
    expect(response.status).toBe(200);
    expect(markup).toContain('data-testid="result"');
    const order = findOrder('AB-1002');
    expect(textOf(markup, 'order')).toBe('AB-1002');
    expect(textOf(markup, 'status')).toBe(order?.status);
    expect(textOf(markup, 'total')).toBe(formatCents(order?.totalCents ?? 0));
    expect(textOf(markup, 'recipient')).toBe('Jürgen Nuñez');
  },
);

test.each([
  ['/orders?order_no=ZZ-9999', 200],
  ['/orders?order_no=', 200],
  ['/orders/ZZ-9999', 404],
])('%s says that there is no such order, with status %i', async (path, status) => {
  const site = await openSite();
  const response = await site.get(path);
  const markup = await response.text();
  expect(response.status).toBe(status);
  expect(markup).toContain('data-testid="result"');
  expect(markup.match(/No such order/g)).toHaveLength(1);
  expect(textOf(markup, 'status')).toBeNull();
});

test('what was typed is shown as text, never as markup', async () => {
  const site = await openSite();
  const typed = `"><script>alert('x')</script>&`;
  const markup = await (await site.get(`/orders?order_no=${encodeURIComponent(typed)}`)).text();
  expect(markup).not.toContain(typed);
  expect(markup).toContain('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;');
});

test('benchmark orders exist in any number and never change', () => {
  expect(findOrder('BM-0001')).toEqual(findOrder('BM-0001'));
  expect(findOrder('BM-999999')).not.toBeNull();
  expect(findOrder('BM-1')?.totalCents).not.toBe(findOrder('BM-2')?.totalCents);
});

test('sample order numbers are unique and fit the pattern of the automation', () => {
  const numbers = sampleOrderRows.map(({ orderNo }) => orderNo);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.filter((orderNo) => !/^[A-Z]{2}-\d{4}$/.test(orderNo))).toEqual([]);
});
