import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { JOB_SORTS } from '@/lib/domain/job-sort';
import { JOB_STATES } from '@/lib/domain/job-state';
import { OWN_COLUMNS } from './shown-columns';

/** Rows that are read at once, by the server for the first view and by the table afterwards. */
export const FIRST_PAGE_SIZE = 100;

/** The state of a batch's page, kept in its address. Rows are 1-based there, for people. */
export const jobSearchParams = {
  status: parseAsArrayOf(parseAsStringLiteral(JOB_STATES)).withDefault([]),
  group: parseAsString,
  q: parseAsString.withDefault(''),
  /** What the key begins with. */
  key: parseAsString.withDefault(''),
  /** Values of outputs: "status=Delivered". */
  output: parseAsNativeArrayOf(parseAsString),
  /** First and last row of a stretch of the field. */
  from: parseAsInteger,
  to: parseAsInteger,
  sort: parseAsStringLiteral(JOB_SORTS).withDefault('row'),
  /** Positions of the file's columns that are shown; absent: as this reader chose before. */
  columns: parseAsArrayOf(parseAsInteger),
  /** Columns of ours that are not shown. */
  hidden: parseAsArrayOf(parseAsStringLiteral(OWN_COLUMNS)).withDefault([]),
  /** Names of outputs with a column of their own. */
  outputs: parseAsArrayOf(parseAsString).withDefault([]),
  /** The row whose panel is open. */
  row: parseAsInteger,
};

export const loadJobSearch = createLoader(jobSearchParams);

export type JobSearch = inferParserType<typeof jobSearchParams>;

/** What the table shows and how, whatever row is open. */
export type JobView = Omit<JobSearch, 'row'>;

const writeSearch = createSerializer(jobSearchParams);

/** The address of the table with a view. */
export function tableHref(batchId: string, view: JobView): string {
  return writeSearch(`/batches/${batchId}`, view);
}

/** The address of a row's page, opened from a view of the table; the row is 1-based. */
export function rowHref(batchId: string, rowNumber: number, view: JobView): string {
  return writeSearch(`/batches/${batchId}/rows/${rowNumber}`, view);
}

/** What decides which rows the table shows. */
export type JobFilter = Omit<JobSearch, 'row' | 'columns' | 'hidden' | 'outputs'>;

/** Everything that narrows the rows, taken away. */
export const NO_FILTER = {
  ...{ status: [], group: null, q: '', key: '', output: [], from: null, to: null },
} satisfies Partial<JobSearch>;

type Query = Record<string, string | number | null>;

/** The filter in the words of the API; row indexes are 0-based there. Lists and exports take the same. */
export function toFilterQuery(filter: Omit<JobFilter, 'sort'>): Query {
  const outputs = filter.output.flatMap((text) => {
    const [name, value] = splitOutput(text);
    return name === '' ? [] : [[`output.${name}`, value]];
  });
  return {
    status: filter.status.length === 0 ? null : filter.status.join(','),
    group: filter.group,
    q: filter.q || null,
    key: filter.key || null,
    from_row: filter.from === null ? null : Math.max(0, filter.from - 1),
    to_row: filter.to === null ? null : Math.max(0, filter.to - 1),
    ...Object.fromEntries(outputs),
  };
}

/** The query of `GET /batches/:id/jobs`. */
export function toJobsQuery(filter: JobFilter): Query {
  return { ...toFilterQuery(filter), sort: filter.sort };
}

/** "status=Delivered" -> its name and value. */
export function splitOutput(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** What of a view decides which rows it shows. */
export function filterOf({
  columns: _columns,
  hidden: _hidden,
  outputs: _outputs,
  ...filter
}: JobView): JobFilter {
  return filter;
}

/** Whether the table shows fewer rows than the batch has. */
export function isFiltered({ status, group, q, key, output, from, to }: JobFilter): boolean {
  const parts = [group, from, to].some((part) => part !== null);
  return parts || status.length > 0 || q !== '' || key !== '' || output.length > 0;
}
