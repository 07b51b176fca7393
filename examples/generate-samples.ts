import { writeFile } from 'node:fs/promises';
import {
  type CustomerForm,
  sampleCustomers,
  sampleCustomersWithFaults,
} from './practice-site/data/customers';
import { type SampleOrderRow, sampleOrderRows } from './practice-site/data/orders';
import { sampleSkus } from './practice-site/data/products';

/** Writes examples/csv/*.csv from the data that the practice site serves: `npx tsx examples/generate-samples.ts`. */
type Dialect = { readonly delimiter: string; readonly newline: string; readonly bom: string };

const shopExport: Dialect = { delimiter: ';', newline: '\r\n', bom: '\ufeff' };
const plain: Dialect = { delimiter: ',', newline: '\n', bom: '' };

function formatCell(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function formatCsv(rows: readonly (readonly string[])[], { delimiter, newline, bom }: Dialect): string {
  const lines = rows.map((cells) => cells.map((cell) => formatCell(cell, delimiter)).join(delimiter));
  return bom + lines.map((line) => line + newline).join('');
}

function formatOrder({ orderNo, exported, note }: SampleOrderRow): string[] {
  const day = exported.orderedOn.split('-').reverse().join('.');
  const amount = (exported.amountCents / 100).toFixed(2).replace('.', ',');
  return [orderNo, exported.customer.name, exported.customer.email, day, amount, note];
}

function formatCustomer({ customerNo, name, email, country, plan }: CustomerForm): string[] {
  return [customerNo, name, email, country, plan];
}

/** Every row says what runs for it, and brings the inputs in its command or in columns. */
function mixedTasks(): string[][] {
  const orders = sampleOrderRows.slice(0, 4).map(({ orderNo }) => orderNo);
  const [first = '', second = '', third = '', fourth = ''] = orders;
  const [sku = '', otherSku = '', thirdSku = '', fourthSku = ''] = sampleSkus;
  return [
    ['task', 'order_no', 'params.sku'],
    [`@order-status order_no=${first}`, '', ''],
    ['@order-status', second, ''],
    [`@catalogue-price sku="${sku}"`, '', ''],
    ['@catalogue-price', '', otherSku],
    ['order-status', third, ''],
    [`@catalogue-price sku=none`, '', thirdSku],
    [`@order-status order_no='${fourth}'`, '', ''],
    ['catalogue-price', '', fourthSku],
  ];
}

const customerHeader = ['customer_no', 'name', 'email', 'country', 'plan'];
const samples = {
  'orders.csv': formatCsv(
    [['Order no', 'Customer', 'E-mail', 'Ordered on', 'Amount', 'Note'], ...sampleOrderRows.map(formatOrder)],
    shopExport,
  ),
  'customers.csv': formatCsv([customerHeader, ...sampleCustomers.map(formatCustomer)], plain),
  'customers-faults.csv': formatCsv(
    [customerHeader, ...sampleCustomersWithFaults.map(formatCustomer)],
    plain,
  ),
  'mixed-tasks.csv': formatCsv(mixedTasks(), plain),
  'products.csv': formatCsv([['sku'], ...sampleSkus.map((sku) => [sku])], plain),
};

for (const [name, content] of Object.entries(samples)) {
  await writeFile(new URL(`csv/${name}`, import.meta.url), content);
}
