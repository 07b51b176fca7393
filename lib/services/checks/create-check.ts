import { createHash } from 'node:crypto';
import { newId } from '../../db/new-id';
import type { Upload, UploadCheck } from '../../db/records';
import { mayHaveCompletedSince } from '../../db/sql/completed-since';
import { pruneChecks } from '../../db/sql/prune-checks';
import { isUniqueViolation } from '../../db/unique-violation';
import type { BindingChoices, Bindings } from '../../domain/bindings';
import { getAutomation } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { checkBindings, checkKeyColumn, checkReferences } from '../batches/check-batch-input';
import { offerAutomations, type RowChoices } from '../batches/row-automations';
import { recallBindings } from '../bindings/remember-bindings';
import type { Context } from '../context';
import { awaitHeaders } from '../uploads/await-headers';
import { readChoices } from '../uploads/chosen-by-row';
import { fileColumns } from '../uploads/file-columns';
import { readSampleRows } from '../uploads/read-sample-rows';
import { type CheckView, getCheck } from './get-check';

export interface CreateCheckInput {
  readonly uploadId: string;
  /** Name of a stored automation; absent: the file by itself. */
  readonly automation?: string | undefined;
  readonly automationVersion?: number | undefined;
  readonly bindings?: BindingChoices | undefined;
  /** When given, they must be all that the automation needs. */
  readonly vars?: Readonly<Record<string, string>> | undefined;
  readonly keyColumn?: string | undefined;
}

interface Question {
  readonly automationId: string | null;
  readonly automationVersion: number | null;
  readonly chosenByRow: boolean;
  /** What a person chose when rows choose their automation, else what feeds the inputs. */
  readonly bindings: Bindings | BindingChoices;
  readonly keyColumn: string | null;
  /** Of all automations that rows may choose: newer ones make it another question. */
  readonly versions: readonly string[];
}

/** Finished checks that a file keeps; more are the choices of people who went on looking. */
const KEPT_CHECKS = 4;

/**
 * Has a whole file checked in the background; the same question again gives the same check, which edits keep up to
 * date. @throws NotFoundError, ValidationError, FileProcessingError
 */
export async function createCheck(context: Context, input: CreateCheckInput): Promise<CheckView> {
  const upload = await awaitHeaders(context.db, input.uploadId);
  const question = await questionOf(context, upload, input);
  const id = await findOrCreate(context, upload, question);
  await pruneChecks(context.db.pool, upload.id, KEPT_CHECKS);
  return getCheck(context, { uploadId: upload.id, checkId: id });
}

async function questionOf(context: Context, upload: Upload, input: CreateCheckInput): Promise<Question> {
  const { headers } = upload;
  const keyColumn = input.keyColumn === undefined ? null : checkKeyColumn(input.keyColumn, headers);
  if (input.automation === undefined) {
    const choices = await choicesOf(context, upload, input);
    return {
      ...{ automationId: null, automationVersion: null, keyColumn },
      chosenByRow: choices !== null,
      bindings: choices ? { ...input.bindings } : {},
      versions: [...(choices?.automations ?? [])].map(([name, { version }]) => `${name} ${version}`),
    };
  }
  const version = await getAutomation(context, { name: input.automation, version: input.automationVersion });
  const { automation } = requireValid(version.resolved, version.name);
  const { bindings } = checkBindings(automation, fileColumns(upload), {
    chosen: input.bindings,
    remembered: await recallBindings(context, version.name, headers),
  });
  if (input.vars) checkReferences(automation, headers, input.vars);
  const chosen = { automationId: version.id, automationVersion: version.version, chosenByRow: false };
  return { ...chosen, bindings, keyColumn, versions: [] };
}

/** What the rows of the file may choose; null when its first rows do not look as if they chose. */
async function choicesOf(
  context: Context,
  upload: Upload,
  input: CreateCheckInput,
): Promise<RowChoices | null> {
  const choices = await offerAutomations(context.db, fileColumns(upload), { bindings: input.bindings });
  if (choices === null) return null;
  return readChoices(choices, await readSampleRows(context, upload, { rowIndex: 0 })) && choices;
}

async function findOrCreate(context: Context, upload: Upload, question: Question): Promise<string> {
  const { prisma } = context.db;
  const fingerprint = fingerprintOf(question);
  const { versions: _versions, ...asked } = question;
  const found = await prisma.uploadCheck.findUnique({
    where: { uploadId_fingerprint: { uploadId: upload.id, fingerprint } },
  });
  if (found) {
    await renewIfOutdated(context, found);
    return found.id;
  }
  const id = newId();
  try {
    await prisma.uploadCheck.create({ data: { id, uploadId: upload.id, fingerprint, ...asked } });
  } catch (error) {
    // Asked twice at the same moment.
    if (isUniqueViolation(error)) return findOrCreate(context, upload, question);
    throw error;
  }
  // Sent whatever the upload's state: a file that is still being read sends it again at its end.
  await context.queue.send('check-upload', { checkId: id });
  return id;
}

/** A failed check is tried again; one that asks for keys is made anew when other batches may have completed some. */
async function renewIfOutdated(context: Context, check: UploadCheck): Promise<void> {
  const { id, state, automationId, chosenByRow, keyColumn } = check;
  if (state === 'checking') return;
  if (state === 'done') {
    if ((automationId === null && !chosenByRow) || keyColumn === null) return;
    if (!(await mayHaveCompletedSince(context.db.pool, automationId, id))) return;
  }
  await context.db.prisma.uploadCheck.updateMany({
    where: { id, state: { in: ['failed', 'done'] } },
    data: { state: 'waiting', error: null, endedAt: null },
  });
  // Also for one that waits already: its message may be lost.
  await context.queue.send('check-upload', { checkId: id });
}

function fingerprintOf(question: Question): string {
  const { automationId, automationVersion, bindings, keyColumn, versions } = question;
  const ordered = Object.entries(bindings).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([automationId, automationVersion, ordered, keyColumn, ...versions]);
  return createHash('sha256').update(text).digest('hex');
}
