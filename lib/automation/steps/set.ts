import { z } from 'zod';
import { fieldName, text } from '../fields';
import { defineStep } from './define-step';

export interface SetArgs {
  readonly values: readonly { readonly name: string; readonly text: string }[];
}

const schema = z
  .record(fieldName, z.union([text, z.number(), z.boolean()]))
  .refine((values) => Object.keys(values).length > 0, 'name at least one variable')
  .transform((raw): SetArgs => {
    return { values: Object.entries(raw).map(([name, value]) => ({ name, text: String(value) })) };
  });

export const setStep = defineStep({
  verb: 'set',
  isActing: false,
  schema,
  describe: ({ values }) =>
    `sets ${values.map((one) => `${one.name} to ${one.text || 'nothing'}`).join(', ')}`,
  variables: ({ values }) => values.map(({ name }) => name),
});
