import { countGroups } from '../../db/sql/count-groups';
import { describeGroups, type FailureGroup } from '../../db/sql/list-groups';
import { type Bucket, readBuckets } from '../../db/sql/read-buckets';
import { endedJobs, JOB_STATES, type JobCounts, type JobState } from '../../domain/job-state';
import { lacksLetters } from '../../pdf/fonts';
import { CONTENT_WIDTH, createPaper, PAGE, type Paper, type TextStyle } from '../../pdf/paper';
import { drawTable } from '../../pdf/table';
import type { BatchView } from '../batches/batch-view';
import type { Context } from '../context';
import { listJobs } from '../jobs/list-jobs';

const MAX_GROUPS = 20;
const MAX_FAILURES = 50;
const FIELD_HEIGHT = 26;

const TITLE: TextStyle = { size: 17, color: '#1c1917', isBold: true };
const HEADING: TextStyle = { size: 11, color: '#1c1917', isBold: true };
const TEXT: TextStyle = { size: 9, color: '#57534e' };
/** The fills of the field on the screen, in daylight. */
const FILLS: Readonly<Record<JobState, string>> = {
  completed: '#5fae80',
  failed: '#cf2d25',
  unconfirmed: '#7c4ddb',
  stopped: '#d08a1c',
  running: '#3b7bf0',
  pending: '#dedad5',
};

/** What a batch came to, on paper: the field, the counts, the failure groups and the first failures. */
export async function* summaryPdf(context: Context, batch: BatchView): AsyncGenerator<Uint8Array> {
  const [buckets, counts, failures] = await Promise.all([
    readBuckets(context.db.pool, batch.id),
    countGroups(context.db.pool, batch.id, MAX_GROUPS),
    listJobs(context, { batchId: batch.id, filter: { states: ['failed'] }, limit: MAX_FAILURES }),
  ]);
  const groups = await describeGroups(context.db.pool, batch.id, counts);
  const paper = createPaper({ title: `${batch.name}: summary` });
  drawHead(paper, batch);
  drawField(paper, buckets, batch.totalJobs);
  drawCounts(paper, batch);
  drawGroups(paper, groups, batch.counts);
  drawFailures(
    paper,
    failures.items.map((job) => [
      String(job.rowIndex + 1),
      job.cells[0] ?? '',
      job.errorCode ?? '',
      job.errorMessage ?? '',
    ]),
    batch,
  );
  drawFooters(paper, `${context.publicUrl}/batches/${batch.id}`);
  const { document } = paper;
  document.end();
  for await (const chunk of document) yield chunk as Uint8Array;
}

function drawHead(paper: Paper, batch: BatchView): void {
  const { automation, startedAt, finishedAt } = batch;
  for (const line of paper.wrap(batch.name, CONTENT_WIDTH, TITLE, 2)) write(paper, line, TITLE);
  const state = batch.outcome === 'with_problems' ? 'finished with problems' : batch.state;
  const times = [startedAt && `started ${moment(startedAt)}`, finishedAt && `ended ${moment(finishedAt)}`];
  const lines = [
    [state, `${count(endedJobs(batch.counts))} of ${count(batch.totalJobs)} rows ended`, ...times],
    [
      automation && `${automation.title} (${automation.name} v${automation.version})`,
      batch.filename,
      `by ${batch.ownerName}`,
    ],
    [batch.reasonText],
  ];
  for (const parts of lines) {
    const text = parts.filter(Boolean).join('  ·  ');
    if (text !== '') write(paper, text, TEXT);
  }
  paper.y += 8;
}

/** The rows in file order, a stretch a bar: how much of it ended how. */
function drawField(paper: Paper, buckets: readonly Bucket[], totalJobs: number): void {
  if (totalJobs === 0 || buckets.length === 0) return;
  const rows = (buckets.at(-1)?.to ?? 0) + 1;
  for (const bucket of buckets) {
    const x = PAGE.margin + (bucket.from / rows) * CONTENT_WIDTH;
    const width = ((bucket.to + 1 - bucket.from) / rows) * CONTENT_WIDTH;
    const total = JOB_STATES.reduce((sum, state) => sum + bucket[state], 0);
    let bottom = paper.y + FIELD_HEIGHT;
    for (const [state, fill] of Object.entries(FILLS) as [JobState, string][]) {
      const height = total === 0 ? 0 : (bucket[state] / total) * FIELD_HEIGHT;
      if (height > 0) paper.document.rect(x, bottom - height, width, height).fill(fill);
      bottom -= height;
    }
  }
  paper.y += FIELD_HEIGHT + 14;
}

function drawCounts(paper: Paper, batch: BatchView): void {
  const states = JOB_STATES.filter((state) => batch.counts[state] > 0);
  drawTable(
    paper,
    [
      { header: 'Rows', width: 120 },
      { header: 'Count', width: 90, align: 'right' },
      { header: 'Share', width: 80, align: 'right' },
    ],
    [
      ...states.map((state) => [
        state,
        count(batch.counts[state]),
        share(batch.counts[state], batch.totalJobs),
      ]),
      ['all', count(batch.totalJobs), ''],
    ],
  );
  const { fileRows, excludedRows, emptyRows, totalJobs } = batch;
  paper.y += 4;
  const left = [
    excludedRows > 0 ? ` + ${count(excludedRows)} left out` : '',
    emptyRows > 0 ? ` + ${count(emptyRows)} empty` : '',
  ].join('');
  write(paper, `${count(fileRows)} rows in the file = ${count(totalJobs)} in the batch${left}`, TEXT);
}

function drawGroups(paper: Paper, groups: readonly FailureGroup[], counts: JobCounts): void {
  if (groups.length === 0) return;
  heading(paper, 'Failures by cause');
  drawTable(
    paper,
    [
      { header: 'Count', width: 55, align: 'right' },
      { header: 'Share', width: 50, align: 'right' },
      { header: 'Cause', width: 130, maxLines: 2 },
      { header: 'For example', width: CONTENT_WIDTH - 315, maxLines: 3 },
      { header: 'Rows', width: 80, align: 'right' },
    ],
    groups.map((group) => [
      count(group.count),
      share(group.count, counts.failed + counts.unconfirmed),
      `${group.kind.replaceAll('_', ' ')} ${group.code}`,
      group.message,
      `${count(group.firstRow + 1)} to ${count(group.lastRow + 1)}`,
    ]),
  );
}

function drawFailures(paper: Paper, rows: readonly (readonly string[])[], batch: BatchView): void {
  if (rows.length === 0) return;
  const isCut = batch.counts.failed > rows.length;
  heading(
    paper,
    isCut ? `The first ${rows.length} of ${count(batch.counts.failed)} failed rows` : 'Failed rows',
  );
  drawTable(
    paper,
    [
      { header: 'Row', width: 50, align: 'right' },
      { header: batch.headers[0] ?? '', width: 120 },
      { header: 'Error', width: 120 },
      { header: 'Message', width: CONTENT_WIDTH - 290, maxLines: 3 },
    ],
    rows,
  );
  if (rows.flat().some(lacksLetters)) {
    paper.y += 4;
    write(
      paper,
      'A question mark stands for a letter that this document has no font for; the CSV has it.',
      TEXT,
    );
  }
}

function drawFooters(paper: Paper, url: string): void {
  const { document } = paper;
  const { count: pages } = document.bufferedPageRange();
  for (let page = 0; page < pages; page += 1) {
    document.switchToPage(page);
    paper.y = PAGE.height - PAGE.margin + 14;
    const written = `${url}  ·  as of ${moment(new Date())}`;
    paper.draw(written, PAGE.margin, CONTENT_WIDTH - 60, { size: 7.5, color: '#6b655f' });
    paper.draw(
      `${page + 1} of ${pages}`,
      PAGE.margin,
      CONTENT_WIDTH,
      { size: 7.5, color: '#6b655f' },
      'right',
    );
  }
}

function heading(paper: Paper, text: string): void {
  paper.y += 16;
  paper.makeRoom(80);
  write(paper, text, HEADING);
  paper.y += 3;
}

function write(paper: Paper, text: string, style: TextStyle): void {
  paper.makeRoom(paper.lineHeight(style));
  paper.draw(text, PAGE.margin, CONTENT_WIDTH, style);
  paper.y += paper.lineHeight(style);
}

const count = (value: number): string => value.toLocaleString('en-GB');
const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`;
/** A paper has no reader whose time zone is known. */
const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
