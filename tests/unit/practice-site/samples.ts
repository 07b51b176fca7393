import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

export function readSample(name: string): Promise<string> {
  return readFile(new URL(`../../../examples/csv/${name}.csv`, import.meta.url), 'utf8');
}

/** The rows of a sample under their headers, read by another parser than the product's. */
export async function sampleRecords(name: string): Promise<Record<string, string>[]> {
  const delimiter = name === 'orders' ? ';' : ',';
  return parse(await readSample(name), { bom: true, columns: true, delimiter });
}
