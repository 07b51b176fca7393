import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { customerFields, openSite } from './open-site';
import { sampleRecords } from './samples';

type Step = Record<string, unknown> & { commit?: true };
type Automation = {
  name: string;
  effect: string;
  base_url: string;
  inputs: Record<string, unknown>;
  steps: Step[];
};

async function readAutomation(name: string): Promise<Automation> {
  const file = new URL(`../../../examples/automations/${name}.yaml`, import.meta.url);
  return parse(await readFile(file, 'utf8'));
}

/** Every value that stands under one of `keys`, at any depth. */
function valuesOf(node: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => valuesOf(item, keys));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    keys.includes(key) && typeof value === 'string' ? [value] : valuesOf(value, keys),
  );
}

const samples = [
  ['order-status', 'orders'],
  ['customer-signup', 'customers'],
  ['catalogue-price', 'products'],
] as const;

test.each(samples)('%s takes its inputs from columns of %s.csv', async (name, sample) => {
  const automation = await readAutomation(name);
  const columns = Object.keys((await sampleRecords(sample))[0] ?? {});
  const normalised = columns.map((column) => column.toLowerCase().replace(/[^a-z0-9]+/g, '_'));
  expect(automation.name).toBe(name);
  expect(Object.keys(automation.inputs).filter((input) => !normalised.includes(input))).toEqual([]);
});

test.each([
  ['order-status', ['/orders', '/orders?order_no=AB-1002', '/orders?order_no=ZZ-0000']],
  ['catalogue-price', ['/catalogue?q=SKU-0005', '/catalogue?q=none']],
])('%s only looks for what its pages hold', async (name, paths) => {
  const site = await openSite();
  const markup = (await Promise.all(paths.map(async (path) => (await site.get(path)).text()))).join('');
  const { steps } = await readAutomation(name);
  for (const testid of valuesOf(steps, ['testid'])) expect(markup).toContain(`data-testid="${testid}"`);
  for (const text of valuesOf(steps, ['label', 'text', 'name'])) expect(markup).toContain(text);
});

test('customer-signup only looks for what its pages hold, and commits once', async () => {
  const site = await openSite();
  const form = await (await site.get('/customers/new')).text();
  const refused = await (await site.post('/customers', customerFields('C-1', { name: '' }))).text();
  await site.post('/customers', customerFields('C-1'));
  const markup = form + refused + (await (await site.get('/customers/C-1?created=1')).text());
  const { steps, effect } = await readAutomation('customer-signup');
  expect(effect).toBe('submit');
  expect(steps.filter((step) => step.commit).map((step) => step.click)).toEqual([
    { role: 'button', name: 'Create account' },
  ]);
  for (const testid of valuesOf(steps, ['testid'])) expect(markup).toContain(`data-testid="${testid}"`);
  for (const label of valuesOf(steps, ['label'])) expect(markup).toContain(label);
});
