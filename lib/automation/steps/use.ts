import { z } from 'zod';
import { fieldName, text } from '../fields';
import { type InputSpec, inputSpecSchema } from '../input-spec';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';
import { VALUE_TYPES, type ValueType } from './extract';
import { type InnerStep, innerStepsSchema } from './inner-steps';

/** What a `use` step runs, as it was when its automation was saved. */
export interface UsedAutomation {
  readonly version: number;
  readonly baseUrl: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, { readonly type: ValueType }>>;
  readonly steps: readonly InnerStep[];
}

export interface UseArgs {
  readonly automation: string;
  /** Absent: the newest when the automation around it is saved. */
  readonly version?: number;
  /** Input of the used automation -> template. */
  readonly with: Readonly<Record<string, string>>;
  /** Absent until the names are resolved. A function, so that its texts are not taken for texts of the step. */
  readonly used?: () => UsedAutomation;
}

/** Written by Furrow alone, when an automation is saved (lib/services/automations/resolve-uses.ts). */
const usedSchema = z
  .strictObject({
    version: z.int(),
    base_url: z.string(),
    inputs: z.record(fieldName, inputSpecSchema),
    outputs: z.record(fieldName, z.looseObject({ type: z.enum(VALUE_TYPES) })),
    steps: innerStepsSchema,
  })
  .transform(({ base_url: baseUrl, ...used }): UsedAutomation => ({ baseUrl, ...used }));

const schema = z
  .strictObject({
    automation: z.string().regex(/^[a-z0-9-]{1,100}$/, 'must be the name of an automation'),
    version: z.int().min(1).optional(),
    with: z.record(fieldName, z.union([text, z.number(), z.boolean()])).optional(),
    used: usedSchema.optional(),
  })
  .transform(({ automation, version, used, with: given = {} }): UseArgs => {
    const texts = Object.entries(given).map(([input, value]) => [input, String(value)]);
    return {
      ...{ automation, with: Object.fromEntries(texts) },
      ...omitUndefined({ version, used: used && (() => used) }),
    };
  });

export const usesStep = defineStep({
  verb: 'use',
  isActing: false,
  schema,
  describe: ({ automation, with: given }) => {
    const inputs = Object.entries(given).map(([input, value]) => `${input} ${value}`);
    return `runs ${automation}${inputs.length > 0 ? ` with ${inputs.join(', ')}` : ''}`;
  },
  mapSteps: (args, change) => {
    if (!args.used) return args;
    const used = args.used();
    const changed = { ...used, steps: change(used.steps, ['used', 'steps']) };
    return { ...args, used: () => changed };
  },
});
