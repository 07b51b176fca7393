import { join } from 'node:path';
import type { Environment } from '../config/env';
import type { ArtifactStore } from './artifact-store';
import { createDiskStore } from './disk-store';
import type { S3Settings } from './s3-connection';
import { createS3Store } from './s3-store';

/** S3 has no regions to tell apart where there is but one server; this is what such servers expect. */
const ANY_REGION = 'us-east-1';

/** The store that the environment names: a folder of the data folder, or a bucket. Opens no connection. */
export function openArtifactStore(env: Environment): ArtifactStore {
  if (env.FURROW_STORAGE === 's3') return createS3Store(s3Settings(env));
  return createDiskStore(join(env.FURROW_DATA_DIR, 'storage'));
}

function s3Settings(env: Environment): S3Settings {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION ?? ANY_REGION,
    bucket: env.S3_BUCKET ?? '',
    prefix: env.S3_PREFIX === undefined ? '' : `${env.S3_PREFIX}/`,
    isPathStyle: env.S3_FORCE_PATH_STYLE,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}
