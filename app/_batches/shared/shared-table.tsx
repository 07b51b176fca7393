import { rowStatus } from '@/app/_components/status';
import { RowStatusBadge } from '@/app/_components/status-badge';
import type { JobJson } from '@/lib/domain/wire/job';
import { countText } from '../format';
import { outcomeText } from '../job-table/outcome-text';

interface SharedTableProps {
  readonly headers: readonly string[];
  readonly jobs: readonly JobJson[];
}

const HEAD = 'px-3 py-1.5 font-normal text-faint text-xs';

/** A plain table: it reads without a script and prints. The status stands first, also where only two columns fit. */
export function SharedTable({ headers, jobs }: SharedTableProps) {
  if (jobs.length === 0) return <p className="border-line border-y px-3 py-8 text-muted">No row to show.</p>;
  return (
    <section
      aria-label="Rows"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto focus-visible:outline-offset-0 print:overflow-visible"
    >
      <table className="w-full border-collapse border-line border-y text-left">
        <thead>
          <tr className="border-line border-b">
            <th scope="col" className={`${HEAD} text-right`}>
              #
            </th>
            <th scope="col" className={HEAD}>
              status
            </th>
            {headers.map((header) => (
              <th key={header} scope="col" className={HEAD}>
                {header}
              </th>
            ))}
            <th scope="col" className={HEAD}>
              outcome
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <SharedRow key={job.row_index} headers={headers} job={job} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SharedRow({ headers, job }: { headers: readonly string[]; job: JobJson }) {
  const pictures = job.artifacts.filter((artifact) => artifact.content_type.startsWith('image/'));
  return (
    <tr className="break-inside-avoid border-line border-b align-top last:border-b-0">
      <td className="px-3 py-1.5 text-right text-muted">{countText(job.row_index + 1)}</td>
      <td className="px-3 py-1.5">
        <RowStatusBadge status={rowStatus(job.status, job.retry_at)} />
      </td>
      {headers.map((header) => (
        <td key={header} className="px-3 py-1.5 font-mono text-xs leading-5">
          {/* As wide as its text, up to a line that is read at once: on a phone the table scrolls, and breaks no words. */}
          <div className="w-max max-w-72 [overflow-wrap:anywhere] print:w-auto">
            {job.row_data[header] || <span className="text-faint">—</span>}
          </div>
        </td>
      ))}
      <td className="min-w-52 px-3 py-1.5 [overflow-wrap:anywhere]">
        {outcomeText(job)}
        {pictures.map((picture) => (
          <a
            key={picture.id}
            href={picture.path}
            target="_blank"
            rel="noreferrer"
            className="ml-2 underline decoration-edge underline-offset-3 hover:decoration-ink"
          >
            {picture.name}
          </a>
        ))}
      </td>
    </tr>
  );
}
