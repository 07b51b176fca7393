import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectFolder } from '@/supervisor/build';

export interface OrderTruth {
  readonly key: string;
  readonly outcome: string;
  readonly error_code?: string;
  readonly outputs: Readonly<Record<string, string | number>>;
  readonly fault?: string;
}

export interface OrderSample {
  /** The lines of the sample file as they stand there, with its byte order mark and header. */
  readonly csv: string;
  /** What the practice site says is right for each of these rows. */
  readonly truth: readonly OrderTruth[];
}

/**
 * Rows of examples/csv/orders.csv: those that do not exist or fail at first, and others up to `rowCount`.
 * @param practiceUrl the site that says what is right for them
 */
export async function sampleOrders(practiceUrl: string, rowCount: number): Promise<OrderSample> {
  const { rows } = (await (await fetch(`${practiceUrl}/truth?sample=orders`)).json()) as {
    rows: OrderTruth[];
  };
  const isSpecial = ({ outcome, fault }: OrderTruth) =>
    outcome === 'failed' || fault?.startsWith('flaky') === true;
  const special = rows.filter(isSpecial);
  const ordinary = rows.filter((row) => !isSpecial(row)).slice(0, rowCount - special.length);
  const truth = rows.filter((row) => special.includes(row) || ordinary.includes(row));
  const text = readFileSync(join(projectFolder, 'examples/csv/orders.csv'), 'utf8');
  const options = { delimiter: ';', bom: true, raw: true } as const;
  const [header, ...lines] = parse(text, options) as unknown as { raw: string; record: string[] }[];
  const lineOf = new Map(lines.map(({ raw, record }) => [record[0], raw]));
  const csv = [`\uFEFF${header?.raw}`, ...truth.map(({ key }) => lineOf.get(key))].join('');
  return { csv, truth };
}

/** The table of a CSV with semicolons. */
export function readTable(csv: string): string[][] {
  return parse(csv, { delimiter: ';', bom: true });
}
