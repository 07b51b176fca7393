import { z } from 'zod';

/** Shorter values could not be told from ordinary text when they are taken out of logs, pages and results. */
export const MIN_SECRET_LENGTH = 4;
const MAX_SECRET_LENGTH = 10_000;

export const secretNameSchema = z
  .string()
  .regex(/^[a-z0-9_-]{1,100}$/, 'must be lower case letters, digits, _ and -, at most 100 of them');

/** The value is kept as given; a NUL fits into no form field. */
export const secretValueSchema = z
  .string()
  .max(MAX_SECRET_LENGTH, `must have at most ${MAX_SECRET_LENGTH} characters`)
  .refine(
    (value) => value.trim().length >= MIN_SECRET_LENGTH,
    `must have at least ${MIN_SECRET_LENGTH} characters: a shorter one cannot be found and taken out of logs and results`,
  )
  .refine((value) => !value.includes('\0'), 'must not contain NUL');

export const secretDescriptionSchema = z.string().trim().max(300, 'must have at most 300 characters');
