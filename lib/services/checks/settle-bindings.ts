import { type ColumnReading, withReadings } from '../../automation/column-readings';
import type { InputSpec } from '../../automation/input-spec';
import type { Database } from '../../db/connect';
import type { Upload } from '../../db/records';
import type { Bindings } from '../../domain/bindings';
import { findReadings } from './find-readings';

interface BoundAutomation {
  readonly id: string;
  readonly version: number;
  readonly inputs: Readonly<Record<string, InputSpec>>;
}

/**
 * Bindings with the reading of every column, as a batch of the file would have them: those of a finished check of the
 * same columns, else told by all rows. While the file is being read nothing is told.
 */
export async function settleBindings(
  db: Database,
  upload: Upload,
  automation: BoundAutomation,
  bindings: Bindings,
): Promise<Bindings> {
  if (upload.state !== 'ready') return bindings;
  const checks = await db.prisma.uploadCheck.findMany({
    where: {
      ...{ uploadId: upload.id, state: 'done' },
      ...{ automationId: automation.id, automationVersion: automation.version },
    },
    orderBy: { endedAt: 'desc' },
  });
  const same = checks.find((check) => hasSameColumns(check.bindings as Bindings, bindings));
  const readings = same
    ? (same.readings as unknown as readonly ColumnReading[])
    : await findReadings(db.pool, upload.id, automation.inputs, bindings);
  return withReadings(bindings, readings);
}

function hasSameColumns(one: Bindings, other: Bindings): boolean {
  const inputs = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...inputs].every((input) => columnOf(one[input]) === columnOf(other[input]));
}

function columnOf(binding: Bindings[string] | undefined): string {
  return binding && 'column' in binding ? `${binding.column} ${binding.reading ?? ''}` : '';
}
