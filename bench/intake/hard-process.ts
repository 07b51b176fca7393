import { readRows } from '../../lib/csv/read-rows';
import { TableSummary } from '../../lib/csv/table-summary';
import { keepRowsYoung } from '../../worker/background/keep-rows-young';
import { type MeasuredCost, startCostMeter } from './cost-meter';
import { type HardKind, hardFile } from './large-file';

// Reads one hard file in a process of its own and ends: its peak memory is that of this file.
const [kind, megabytes] = process.argv.slice(2) as [HardKind, string];
keepRowsYoung();

async function measure(): Promise<MeasuredCost> {
  const meter = startCostMeter(process.pid);
  const table = await readRows(hardFile(kind, Number(megabytes) * 1e6), {
    limits: { bytes: Number.MAX_SAFE_INTEGER },
  });
  const summary = new TableSummary(table.headers, { keptProblems: 10 });
  for await (const block of table.blocks) summary.add(block);
  if (summary.problemCount === 0) throw new Error(`${kind}: the reader found nothing wrong`);
  return meter.end();
}

process.once('message', () => {
  measure().then(
    (measured) => process.send?.({ measured }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
