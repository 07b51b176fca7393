import type { RecentPace } from '../../db/sql/read-pace';
import type { BatchSettings } from '../../domain/batch-settings';
import type { BatchOutcome, BatchReason, BatchState } from '../../domain/batch-state';
import type { Bindings } from '../../domain/bindings';
import type { BatchAutomation, ChosenAutomation } from '../../domain/chosen-automation';
import type { JobCounts } from '../../domain/job-state';
import type { Operation } from '../../domain/operation';
import { deletionTime } from '../../domain/retention';
import type { Waiting } from '../../domain/waiting';
import type { JobBatch } from '../../domain/wire/job';
import { type BatchPace, batchPace } from './batch-pace';
import type { BatchRecord } from './find-batch';

/** What a batch is, without what its rows are counted for. */
export interface BatchHead {
  readonly id: string;
  readonly runId: string;
  readonly name: string;
  readonly state: BatchState;
  readonly reason: BatchReason | null;
  readonly reasonText: string | null;
  readonly outcome: BatchOutcome | null;
  readonly uploadId: string;
  readonly filename: string;
  readonly headers: readonly string[];
  /** Null when each row chooses its automation, or a function of one process handles the rows. */
  readonly automation: BatchAutomation | null;
  /** The automations that rows chose, by number; empty when all rows have the same. */
  readonly automations: readonly ChosenAutomation[];
  /** The worker that alone can run the rows, with a function of its program. */
  readonly onlyWorkerId: string | null;
  readonly ownerName: string;
  /** The schedule that made it; null also when that was deleted. */
  readonly schedule: { readonly id: string; readonly name: string } | null;
  readonly tags: readonly string[];
  /** When it was taken out of the list. */
  readonly archivedAt: Date | null;
  /** Since when it is not deleted for its age, because somebody said so. */
  readonly keptAt: Date | null;
  readonly settings: BatchSettings;
  readonly bindings: Bindings;
  readonly fileRows: number;
  readonly totalJobs: number;
  readonly excludedRows: number;
  readonly emptyRows: number;
  readonly importedRows: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** The retry, stop or decision of very many rows that is under way. */
  readonly operation: Operation | null;
}

/** A batch as every screen and API shows it. Counts always add up to `totalJobs`. */
export interface BatchView extends BatchHead, BatchPace {
  readonly counts: JobCounts;
  /** Why it does not move; null while it does, and in lists. */
  readonly waiting: Waiting | null;
  /** When it will be deleted for its age, as it stands now. */
  readonly deletesAt: Date | null;
}

interface ShownBeside {
  /** Its pace, if it runs. */
  readonly recent: RecentPace | undefined;
  readonly waiting?: Waiting | null;
  /** How long batches are kept. */
  readonly retentionDays: number | undefined;
}

/** Puts the stored batch and its counts together. */
export function toBatchView(
  batch: BatchRecord,
  counts: JobCounts,
  { recent, waiting = null, retentionDays }: ShownBeside,
): BatchView {
  const deletesAt = deletionTime(batch, counts, retentionDays);
  return { ...toBatchHead(batch), counts, waiting, deletesAt, ...batchPace(batch, counts, recent) };
}

export function toBatchHead(batch: BatchRecord): BatchHead {
  return {
    id: batch.id,
    runId: batch.runId,
    name: batch.name,
    state: batch.state,
    reason: batch.reason,
    reasonText: batch.reasonText,
    outcome: batch.outcome,
    uploadId: batch.uploadId,
    filename: batch.upload.filename,
    headers: batch.upload.headers,
    automation: toAutomation(batch.version),
    automations: batch.perRow.map(toChosen),
    onlyWorkerId: batch.onlyWorkerId,
    ownerName: batch.ownerName,
    schedule: batch.ofRun?.schedule ?? null,
    tags: batch.tags,
    archivedAt: batch.archivedAt,
    keptAt: batch.keptAt,
    settings: batch.settings as BatchSettings,
    bindings: batch.bindings as Bindings,
    fileRows: batch.fileRows,
    totalJobs: batch.totalJobs,
    excludedRows: batch.excludedRows,
    emptyRows: batch.emptyRows,
    importedRows: batch.importedRows,
    createdAt: batch.createdAt,
    startedAt: batch.startedAt,
    finishedAt: batch.finishedAt,
    operation: batch.operations[0] ?? null,
  };
}

/** What the JSON of a batch's jobs takes from it. */
export function toJobBatch(batch: BatchRecord): JobBatch {
  const { id, runId, createdAt, upload, version, perRow } = batch;
  const { headers } = upload;
  return {
    id,
    runId,
    createdAt,
    headers,
    automation: toAutomation(version),
    automations: perRow.map(toChosen),
  };
}

function toAutomation(version: BatchRecord['version']): BatchView['automation'] {
  if (!version) return null;
  const { name, title, latestVersion } = version.automation;
  return { name, title, version: version.version, latestVersion, effect: version.effect };
}

function toChosen({ no, version, ofVersion }: BatchRecord['perRow'][number]): ChosenAutomation {
  const { name, title, latestVersion } = ofVersion.automation;
  return { no, name, title, version, latestVersion, effect: ofVersion.effect };
}
