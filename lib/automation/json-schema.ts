import { z } from 'zod';
import { automationSchema } from './schema';

/** The published JSON Schema (2020-12) of an automation file, from the schema that checks it. */
export function automationJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(automationSchema, {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return {
    ...schema,
    title: 'Furrow automation',
    description: 'One browser automation, run for every row of a CSV.',
  };
}
