import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Environment } from '../lib/config/env';
import { openArtifactStore } from '../lib/storage/open-artifact-store';
import { StorageError, type StorageReason } from '../lib/storage/storage-error';
import type { Check } from './doctor-check';

/** Files can be written where they are kept: in the data folder or in the bucket. What is written for that is removed. */
export function checkStorage(env: Environment): Promise<Check> {
  return env.FURROW_STORAGE === 's3' ? checkBucket(env) : checkFolder(env);
}

async function checkFolder(env: Environment): Promise<Check> {
  const probe = join(env.FURROW_DATA_DIR, `doctor-${randomUUID()}`);
  try {
    await mkdir(env.FURROW_DATA_DIR, { recursive: true });
    await writeFile(probe, 'x');
    return { name: 'storage', ok: true, found: `disk, ${env.FURROW_DATA_DIR} is writable` };
  } catch (error) {
    const advice = 'Give this user the right to write there, or set FURROW_DATA_DIR to another folder.';
    return { name: 'storage', ok: false, found: messageOf(error), advice };
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

const ADVICE: Readonly<Record<StorageReason, string>> = {
  unreachable: 'Check S3_ENDPOINT, or S3_REGION at Amazon, and that this machine may reach it.',
  wrong_key: 'Check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or the role of this machine.',
  no_bucket: 'Make the bucket, or correct S3_BUCKET. MinIO and its like need S3_FORCE_PATH_STYLE=true.',
  wrong_region: 'Set S3_REGION to the region of the bucket.',
  not_allowed:
    'Allow this key GetObject, PutObject, DeleteObject, AbortMultipartUpload and ListBucket there.',
  wrong_clock: 'Set the clock of this machine right.',
  refused: 'Check the S3_ settings against what this server supports.',
};

const ANSWER_WITHIN_MS = 10_000;

/** Writes, reads and deletes one object, as a row's evidence is. */
async function checkBucket(env: Environment): Promise<Check> {
  const place = `s3, bucket ${env.S3_BUCKET}${env.S3_PREFIX ? ` below ${env.S3_PREFIX}/` : ''}`;
  const store = openArtifactStore(env);
  const folder = `doctor/${randomUUID()}/`;
  const content = Buffer.from(randomUUID());
  const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    await store.put(`${folder}probe`, content, limit);
    const isSame = content.equals(await buffer(store.open(`${folder}probe`)));
    await store.delete(folder);
    if (isSame) return { name: 'storage', ok: true, found: `${place} is writable` };
    const found = `${place} gives back other bytes than it was given`;
    return { name: 'storage', ok: false, found, advice: ADVICE.refused };
  } catch (error) {
    const other = limit.aborted ? 'unreachable' : 'refused';
    const reason = error instanceof StorageError ? error.reason : other;
    return { name: 'storage', ok: false, found: `${place}: ${messageOf(error)}`, advice: ADVICE[reason] };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
