import type { z } from 'zod';
import { ValidationError } from '../lib/domain/errors';

/** What was typed, as the schema takes it. @throws ValidationError with the code, naming every key that is wrong and why */
export function readInput<T extends z.ZodType>(schema: T, input: unknown, code: string): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ key: path.join('.'), message }));
  throw new ValidationError(code, errors.map(({ key, message }) => `${key} ${message}`).join('; '), {
    errors,
  });
}
