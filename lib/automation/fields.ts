import { z } from 'zod';

const MAX_TEXT_LENGTH = 20_000;
const MAX_SECONDS = 86_400;

/** Text that may hold templates; empty is a value too. */
export const text = z.string().max(MAX_TEXT_LENGTH);
/** Text that may hold templates and must say something. */
export const filledText = z.string().min(1, 'must not be empty').max(MAX_TEXT_LENGTH);
/** Words for people: no templates in it. */
export const words = z.string().min(1, 'must not be empty').max(500);
/** A duration in seconds, decimals allowed. */
export const seconds = z.number().positive('must be more than 0').max(MAX_SECONDS);

const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** A name of an input or output. Names that every object has are refused, so that a plain look-up is always safe. */
export const fieldName = z
  .string()
  .regex(NAME_PATTERN, 'must start with a letter and hold only letters, digits, _ and - (64 at most)')
  .refine((name) => !(name in {}), 'this name has a meaning of its own in programs: choose another');
