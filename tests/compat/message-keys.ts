/** Texts of messages that programs written for the reference look for (reference behaviour, section 2). */
export const MESSAGE_KEYS = [
  'CSV file not found',
  'CSV file is empty',
  'CSV file contains no data',
  'No valid data rows found',
  'CSV file too large',
  'Invalid file encoding',
  'Invalid CSV format',
  'Failed to parse CSV file',
  'Access denied',
  'Path traversal detected',
  'sensitive system directory',
  'Batch not found',
  'Jobs not found in batch',
  'max_retries must be >= 0',
  'retry_delay must be > 0',
  'backoff_factor must be > 1.0',
  'max_retry_delay must be > 0',
  'job_ids must be a non-empty list',
  'job_ids must not contain duplicates',
] as const;
export type MessageKey = (typeof MESSAGE_KEYS)[number];
