import { parseFault } from '../faults/fault';
import {
  type CustomerForm,
  customerId,
  customerProblems,
  sampleCustomers,
  sampleCustomersWithFaults,
} from './customers';
import { sampleOrderRows } from './orders';
import { products, sampleSkus } from './products';

export type TruthRow = {
  readonly row_index: number;
  readonly key: string;
  /** With the automation's default retries, on a site that has not seen the row before. */
  readonly outcome: 'completed' | 'failed' | 'unconfirmed';
  /** Only where the shop itself says no. */
  readonly error_code?: string;
  readonly outputs: Readonly<Record<string, string | number>>;
  readonly fault?: string;
  /** What the ledger shows for the key in the end; submitting samples only. */
  readonly submissions?: number;
};

type Verdict = Omit<TruthRow, 'row_index' | 'key'>;

function ordersTruth(): TruthRow[] {
  return sampleOrderRows.map(({ orderNo, order, faultName }, row_index) => {
    const fault = faultName === null ? {} : { fault: faultName };
    if (!order)
      return { row_index, key: orderNo, outcome: 'failed', error_code: 'not_found', outputs: {}, ...fault };
    const outputs = { status: order.status, total: order.totalCents / 100, recipient: order.customer.name };
    return { row_index, key: orderNo, outcome: 'completed', outputs, ...fault };
  });
}

function customerVerdict(form: CustomerForm): Verdict {
  if (customerProblems(form).length > 0) {
    return { outcome: 'failed', error_code: 'rejected', outputs: {}, submissions: 0 };
  }
  const created: Verdict = {
    outcome: 'completed',
    outputs: { customer_id: customerId(form.customerNo) },
    submissions: 1,
  };
  const fault = parseFault(form.customerNo);
  if (!fault) return created;
  const named = { fault: form.customerNo.replace(/-C-\d+$/, '') };
  if (fault.kind === 'slow') return { ...created, ...named };
  if (fault.kind === 'moved') return { outcome: 'failed', outputs: {}, submissions: 0, ...named };
  // The others lose the answer to a form that was sent already. What the ledger has, the sample's verify finds.
  const wasAccepted = fault.kind === 'drop' || fault.kind === 'late' || fault.kind === 'crash';
  if (wasAccepted) return { ...created, ...named };
  return { outcome: 'unconfirmed', outputs: {}, submissions: 0, ...named };
}

function customersTruth(forms: readonly CustomerForm[]): TruthRow[] {
  return forms.map((form, row_index) => ({ row_index, key: form.customerNo, ...customerVerdict(form) }));
}

function productsTruth(): TruthRow[] {
  return sampleSkus.map((key, row_index) => {
    const product = products.find(({ sku }) => sku === key);
    if (!product) return { row_index, key, outcome: 'failed', error_code: 'unknown_product', outputs: {} };
    return {
      row_index,
      key,
      outcome: 'completed',
      outputs: { product: product.name, price: product.priceCents / 100 },
    };
  });
}

const truths: ReadonlyMap<string, () => TruthRow[]> = new Map([
  ['orders', ordersTruth],
  ['customers', () => customersTruth(sampleCustomers)],
  ['customers-faults', () => customersTruth(sampleCustomersWithFaults)],
  ['products', productsTruth],
]);

/** What is right for every row of `examples/csv/<sample>.csv`, in file order; null for an unknown sample. */
export function sampleTruth(sample: string): TruthRow[] | null {
  return truths.get(sample)?.() ?? null;
}

export const sampleNames: readonly string[] = [...truths.keys()];
