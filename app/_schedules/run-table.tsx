import Link from 'next/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_components/ui/table';
import type { ScheduleJson, ScheduleRunJson } from '@/lib/domain/wire/schedule';
import { RunReason, RunResult } from './run-result';
import { ZonedTime } from './zoned-time';

interface RunTableProps {
  readonly schedule: ScheduleJson;
  readonly runs: readonly ScheduleRunJson[];
  readonly nextCursor: string | null;
}

/** What became of the due times, the latest first. */
export function RunTable({ schedule, runs, nextCursor }: RunTableProps) {
  return (
    <div>
      <h2 className="mb-1 font-medium">Runs</h2>
      {runs.length === 0 ? (
        <p className="text-muted">It has not run yet.</p>
      ) : (
        <Table aria-label="Runs">
          <TableHeader>
            <TableRow>
              <TableHead>Due</TableHead>
              <TableHead>Because</TableHead>
              <TableHead>Result</TableHead>
              <TableHead>Batch</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {runs.map((run) => (
              <TableRow key={run.due_at}>
                <TableCell className="whitespace-nowrap">
                  <ZonedTime at={run.due_at} timeZone={schedule.time_zone} />
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted">
                  {run.cause === 'person' ? 'run by hand' : 'it was time'}
                </TableCell>
                <TableCell>
                  <RunResult run={run} />
                </TableCell>
                <TableCell className="min-w-48">
                  {run.batch ? (
                    <Link href={`/batches/${run.batch.id}`} className="hover:underline">
                      {run.batch.name}
                    </Link>
                  ) : null}
                  <span className="block text-muted">
                    <RunReason run={run} />
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {nextCursor === null ? null : (
        <Link
          href={`/schedules/${schedule.id}?cursor=${nextCursor}`}
          className="mt-3 inline-block hover:underline"
        >
          Earlier runs
        </Link>
      )}
    </div>
  );
}
