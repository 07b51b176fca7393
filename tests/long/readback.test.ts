import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveExport } from '@/lib/services/results/save-export';
import { FORMULA_CELLS, INNER_SUM, KEPT_CELLS, SPLIT_CELLS } from '../fixtures/formula-cells';
import { runRows } from '../integration/api/run-rows';
import { addWorker } from '../support/attempt-records';
import { seedBatch } from '../support/seed-batch';
import { openServiceContext, type ServiceContext } from '../support/service-context';

/*
 * What programs that we did not write make of our exports. Needs LibreOffice Calc and pdftotext
 * (Debian: libreoffice-calc-nogui, poppler-utils).
 */
const run = promisify(execFile);
const ROWS = 100_000;
/** A workbook cannot hold these signs, so what is read back differs there. */
const isChanged = (cell: string) => cell.includes('\r') || cell.includes('\u0001');
const CELLS = [...FORMULA_CELLS, ...SPLIT_CELLS.map(([cell]) => cell), ...KEPT_CELLS];
/** What a CSV for people makes of cells that are not only kept or given an apostrophe at their beginning. */
const WRITTEN = new Map([...FORMULA_CELLS.map((cell) => [cell, `'${cell}`] as const), ...SPLIT_CELLS]);
/** Comma, double quote, UTF-8, from the first line; cells as they are, not as shown; formulas reckoned when it is read. */
const CSV_FILTER = '44,34,76,1,,0,false,false,false,false,false,0,true';
/** The same, told that the separator is a semicolon or a tab, as where a file is opened by a double click. */
const OTHER_FILTER = CSV_FILTER.replace('44', '59/9');

let service: ServiceContext;
let folder: string;
let id: string;

beforeAll(async () => {
  service = await openServiceContext();
  folder = mkdtempSync(join(tmpdir(), 'furrow-readback-'));
  const { db } = service.context;
  id = await seedBatch(db, { rows: ROWS });
  const { uploadId } = await db.prisma.batch.findUniqueOrThrow({ where: { id } });
  await db.pool.query(
    'update upload_row set cells = array[($2::text[])[row_index % $3::int + 1]] where upload_id = $1',
    [uploadId, CELLS, CELLS.length],
  );
  const worker = await addWorker(db);
  await runRows(db, worker, ['completed', 'failed', 'completed', 'failed']);
});
afterAll(async () => {
  await service?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function save(format: string, name: string): Promise<string> {
  const path = join(folder, name);
  await saveExport(service.context, { batchId: id, format }, path);
  return path;
}

/** Reads a file with LibreOffice and gives what it then shows, as a table. */
async function readWithCalc(path: string, inFilter: readonly string[]): Promise<string[][]> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const out = join(folder, `from-${inFilter.length > 0 ? 'csv' : 'xlsx'}`);
  const target = `csv:Text - txt - csv (StarCalc):${CSV_FILTER}`;
  await run('soffice', [profile, '--headless', ...inFilter, '--convert-to', target, '--outdir', out, path], {
    timeout: 15 * 60_000,
  });
  const name = path
    .split('/')
    .at(-1)
    ?.replace(/\.\w+$/, '.csv') as string;
  return parse(readFileSync(join(out, name), 'utf8'), { relax_column_count: true }) as string[][];
}

it(`a workbook of ${ROWS} rows: LibreOffice shows every cell as it was, and reckons none`, async () => {
  const rows = await readWithCalc(await save('xlsx', 'results.xlsx'), []);
  expect(rows).toHaveLength(ROWS + 1);
  expect(rows[0]?.[0]).toBe('name');
  const wrong = rows.slice(1).flatMap((row, at) => {
    const cell = CELLS[at % CELLS.length] as string;
    return isChanged(cell) || row[0] === cell ? [] : [{ at, cell, shown: row[0] }];
  });
  expect(wrong.slice(0, 10)).toEqual([]);
});

it(`a CSV of ${ROWS} rows: LibreOffice, told to reckon formulas, reckons none`, async () => {
  const rows = await readWithCalc(await save('csv', 'results.csv'), [`--infilter=CSV:${CSV_FILTER}`]);
  expect(rows).toHaveLength(ROWS + 1);
  const wrong = rows.slice(1).flatMap((row, at) => {
    const cell = CELLS[at % CELLS.length] as string;
    const written = WRITTEN.get(cell);
    if (written === undefined || isChanged(cell)) return [];
    return row[0] === written ? [] : [{ at, cell, shown: row[0] }];
  });
  expect(wrong.slice(0, 10)).toEqual([]);
});

it('a CSV that is raw would be reckoned: the two tests above can fail', async () => {
  const path = join(folder, 'raw.csv');
  await saveExport(service.context, { batchId: id, format: 'csv', raw: true }, path);
  const rows = await readWithCalc(path, [`--infilter=CSV:${CSV_FILTER}`]);
  expect(rows[1]?.[0]).toBe('2');
});

it('a CSV with commas, split at semicolons, tabs and line ends: none is reckoned either, and a raw one would be', async () => {
  for (const raw of [false, true]) {
    const path = join(folder, `split-${raw}.csv`);
    await saveExport(service.context, { batchId: id, format: 'csv', raw }, path);
    const cells = (await readWithCalc(path, [`--infilter=CSV:${OTHER_FILTER}`])).flat();
    expect(cells.includes(INNER_SUM)).toBe(raw);
  }
});

it('a summary on paper: pdftotext finds the counts and the failures', async () => {
  const path = await save('pdf', 'summary.pdf');
  const { stdout } = await run('pdftotext', ['-layout', path, '-']);
  expect(stdout).toContain('Seeded');
  expect(stdout).toMatch(/completed +2 /);
  expect(stdout).toMatch(/Button not found/);
});
