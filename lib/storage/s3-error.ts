import { NotFoundError } from '../domain/errors';
import { StorageError, type StorageReason } from './storage-error';

interface ServiceError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The names that S3 and its kin give to errors. */
const REASONS: Readonly<Record<string, StorageReason>> = {
  NoSuchBucket: 'no_bucket',
  InvalidBucketName: 'no_bucket',
  InvalidAccessKeyId: 'wrong_key',
  SignatureDoesNotMatch: 'wrong_key',
  InvalidToken: 'wrong_key',
  ExpiredToken: 'wrong_key',
  CredentialsProviderError: 'wrong_key',
  AccessDenied: 'not_allowed',
  AllAccessDisabled: 'not_allowed',
  AuthorizationHeaderMalformed: 'wrong_region',
  PermanentRedirect: 'wrong_region',
  RequestTimeTooSkewed: 'wrong_clock',
};

const WORDS: Readonly<Record<StorageReason, string>> = {
  unreachable: 'does not answer',
  wrong_key: 'does not know this access key and its secret',
  no_bucket: 'has no such bucket',
  wrong_region: 'keeps this bucket in another region',
  not_allowed: 'does not let this access key do that',
  wrong_clock: 'finds that the clock of this machine is wrong',
  refused: 'refused the request',
};

/** An error of the SDK in words for people, without addresses, keys and what the server answered. */
export function toStorageError(error: unknown): StorageError | NotFoundError {
  const { name, code } = error as ServiceError;
  if (name === 'NoSuchKey') return new NotFoundError('artifact_not_found', 'The stored file is gone.');
  const reason = reasonOf(error as ServiceError);
  const detail = reason === 'unreachable' ? (code ?? name) : name;
  return new StorageError(reason, `The file storage ${WORDS[reason]} (${detail ?? 'unknown'})`, error);
}

function reasonOf({ name = '', $metadata }: ServiceError): StorageReason {
  const status = $metadata?.httpStatusCode;
  const named = REASONS[name];
  if (named) return named;
  // Without an answer it is the network: names and codes of that are many.
  if (status === undefined || status >= 500 || status === 429) return 'unreachable';
  if (status === 301 || status === 307) return 'wrong_region';
  return status === 401 || status === 403 ? 'not_allowed' : 'refused';
}
