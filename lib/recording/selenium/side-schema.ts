import { z } from 'zod';

export const sideCommandSchema = z.looseObject({
  command: z.string(),
  target: z.string().default(''),
  value: z.string().default(''),
  targets: z
    .array(z.tuple([z.string(), z.string()], z.unknown()))
    .optional()
    .catch(undefined),
  opensWindow: z.boolean().optional().catch(undefined),
  windowHandleName: z.string().optional().catch(undefined),
});
export type SideCommand = z.output<typeof sideCommandSchema>;

export const sideProjectSchema = z.looseObject({
  name: z.string().optional(),
  url: z.string().default(''),
  tests: z.array(
    z.looseObject({
      id: z.string().optional(),
      name: z.string().default(''),
      commands: z.array(z.unknown()),
    }),
  ),
  suites: z
    .array(z.looseObject({ tests: z.array(z.string()) }))
    .optional()
    .catch(undefined),
});
export type SideProject = z.output<typeof sideProjectSchema>;
