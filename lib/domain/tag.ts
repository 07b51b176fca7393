import { z } from 'zod';

export const MAX_TAGS = 20;

/** A comma separates tags where people type several; what cannot be seen tells nothing apart. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,\p{C}]*$/u, 'must have no comma and no control character');

/** Tags of one thing in the order given; of two that differ only in case the first stays. */
export const tagsSchema = z
  .array(tagSchema)
  .max(MAX_TAGS)
  .transform((tags) => {
    const seen = new Set<string>();
    return tags.filter((tag) => !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()));
  });
