import { type Fault, parseFault } from '../faults/fault';
import { makePerson, type Person } from './people';
import { createSeededRandom, type SeededRandom, seedOf } from './seeded-random';

export type Order = {
  readonly orderNo: string;
  readonly customer: Person;
  /** yyyy-mm-dd */
  readonly orderedOn: string;
  readonly amountCents: number;
  readonly totalCents: number;
  readonly status: string;
};

/** A line of the sample export. `order` is null when the shop does not know the number. */
export type SampleOrderRow = {
  readonly orderNo: string;
  readonly exported: Order;
  readonly order: Order | null;
  readonly note: string;
  readonly faultName: string | null;
};

const rowCount = 320;
const firstDay = Date.UTC(2026, 3, 1);
const dayMs = 86_400_000;
const statuses = [
  'Confirmed',
  'Packed',
  'Shipped',
  'Shipped',
  'Delivered',
  'Delivered',
  'Delivered',
  'Cancelled',
  'Returned',
];
const freeShippingFromCents = 5000;
const shippingCents = 495;

/** Rows (0-based) whose order is gone from the shop, and rows whose look-up goes wrong for a while. */
const unknownRows = new Set([16, 57, 95, 142, 187, 230, 276, 311]);
const faultRows = new Map([
  ...[7, 68, 154, 221, 298].map((row) => [row, 'flaky-1'] as const),
  ...[33, 120, 259].map((row) => [row, 'flaky-2'] as const),
  ...[22, 88, 175, 243].map((row) => [row, 'slow-1'] as const),
]);

const notes = [
  'Leave with the neighbour; ring twice',
  'Please call before delivery',
  'Gift wrap: "Happy birthday, Zoë"',
  'Back door\nsecond floor, left',
  'Invoice to:\nExample Ltd; accounts\n"urgent"',
  '送货前请打电话',
  '置き配でお願いします',
  'Entregar só de manhã',
  '2nd parcel follows, see "AB" label',
  'Grüße aus Köln, "bitte nicht knicken"',
];

function makeOrder(orderNo: string, orderedOn: string, random: SeededRandom, personNumber: number): Order {
  const amountCents = random.integer(390, 48_000);
  const shipping = amountCents < freeShippingFromCents ? shippingCents : 0;
  return {
    orderNo,
    customer: makePerson(random, personNumber),
    orderedOn,
    amountCents,
    totalCents: amountCents + shipping,
    status: random.pick(statuses),
  };
}

function makeSampleRows(): SampleOrderRow[] {
  const random = createSeededRandom(2026);
  const rows: SampleOrderRow[] = [];
  let number = 1000;
  for (let row = 0; row < rowCount; row += 1) {
    number += random.integer(1, 3);
    const orderNo = `${random.pick(['AB', 'AB', 'AB', 'KX'])}-${number}`;
    const orderedOn = new Date(firstDay + Math.floor(row / 11) * dayMs).toISOString().slice(0, 10);
    const exported = makeOrder(orderNo, orderedOn, random, row + 1);
    const note = random.chance(0.3) ? random.pick(notes) : '';
    const order = unknownRows.has(row) ? null : exported;
    rows.push({ orderNo, exported, order, note, faultName: faultRows.get(row) ?? null });
  }
  return rows;
}

/** The lines of examples/csv/orders.csv, in file order. */
export const sampleOrderRows: readonly SampleOrderRow[] = makeSampleRows();

const rowsByOrderNo = new Map(sampleOrderRows.map((row) => [row.orderNo, row]));

/** The fault of a sample order, or the one that the number itself spells out. */
export function orderFault(orderNo: string): Fault | null {
  return parseFault(rowsByOrderNo.get(orderNo)?.faultName ?? orderNo);
}

/**
 * The order behind a number, or null. Besides the samples there is an order for every value that spells
 * a fault and for every `BM-` number: as many as a benchmark needs, always with the same content.
 */
export function findOrder(orderNo: string): Order | null {
  const row = rowsByOrderNo.get(orderNo);
  if (row) return row.order;
  if (!parseFault(orderNo) && !/^BM-\d{1,9}$/.test(orderNo)) return null;
  return makeOrder(orderNo, '2026-05-02', createSeededRandom(seedOf(orderNo)), 1);
}

/** `1234.50`: a decimal point, no grouping, no currency. */
export function formatCents(cents: number): string {
  return (cents / 100).toFixed(2);
}
