import { z } from 'zod';

/** One input's source: a column of the file by position (its header kept for people), or the same text for all rows. */
export const bindingSchema = z.union([
  z.strictObject({ column: z.int().min(0), header: z.string() }),
  z.strictObject({ constant: z.string() }),
]);
/** Input name -> where its value comes from. */
export const bindingsSchema = z.record(z.string(), bindingSchema);
export type Bindings = z.infer<typeof bindingsSchema>;
