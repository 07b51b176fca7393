import { z } from 'zod';
import { sessionNameSchema } from '../domain/session';
import { type BrowserSettings, browserSchema } from './browser-settings';
import { fieldName, filledText, seconds, words } from './fields';
import { type InputSpec, inputSpecSchema } from './input-spec';
import { omitUndefined } from './omit-undefined';
import { type Step, stepSchema } from './step';
import { VALUE_TYPES, type ValueType } from './steps/extract';
import { RESERVED_NAMES } from './template';
import { numberSteps } from './walk-steps';

/** A declared output: a column of the results. */
export interface OutputSpec {
  readonly type: ValueType;
  readonly title?: string;
  readonly description?: string;
}

/** How the site is asked whether something happened: a submission that nobody saw end, or a sign-in. */
export interface Verification {
  readonly steps: readonly Step[];
  /** The site may need this long until it shows what it took. */
  readonly settleSeconds: number;
  /** What becomes of a row that the site twice says it does not have. */
  readonly onNotFound: 'rerun' | 'keep';
}

/** A checked automation: what to do in the browser for every row. */
export interface Automation {
  readonly version: 1;
  readonly name: string;
  /** The name where the document has no title. */
  readonly title: string;
  readonly description?: string;
  readonly baseUrl: string;
  readonly effect: 'read' | 'submit';
  readonly browser: BrowserSettings;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  /** Name of the stored login to run with, or a template that gives it for each row. */
  readonly session?: string;
  readonly steps: readonly Step[];
  readonly verify?: Verification;
}

const SETTLE_SECONDS = 60;
export const MAX_STEPS = 500;

const inputName = fieldName.refine(
  (name) => !RESERVED_NAMES.includes(name),
  'templates use this name themselves: choose another',
);

const outputSchema = z
  .strictObject({ type: z.enum(VALUE_TYPES), title: words.optional(), description: words.optional() })
  .transform((raw): OutputSpec => omitUndefined(raw));

const webAddress = z
  .string()
  .refine(
    (address) => /^https?:\/\//i.test(address) && URL.canParse(address),
    'must be an http or https address',
  )
  .refine((address) => !address.includes('{{'), 'is the same for all rows: no templates here');

const sessionText = filledText.refine(
  (name) => name.includes('{{') || sessionNameSchema.safeParse(name).success,
  'must be the name of a session (lower case letters, digits, _ and -), or a template for it',
);

const stepsSchema = z.array(stepSchema).min(1, 'needs at least one step').max(MAX_STEPS);

/** The whole document, before the checks that need more than one place of it (check-automation.ts). */
export const automationSchema = z
  .strictObject({
    version: z.literal(1),
    name: z.string().regex(/^[a-z0-9-]{1,100}$/, 'must be lower case letters, digits and -'),
    title: words.optional(),
    description: z.string().max(5000).optional(),
    base_url: webAddress,
    effect: z.enum(['read', 'submit']),
    browser: browserSchema.optional(),
    inputs: z.record(inputName, inputSpecSchema).optional(),
    outputs: z.record(fieldName, outputSchema).optional(),
    session: sessionText.optional(),
    steps: stepsSchema,
    verify: stepsSchema.optional(),
    settle: seconds.optional(),
    on_not_found: z.enum(['rerun', 'keep']).optional(),
  })
  .transform((raw): Automation => {
    const outputs = raw.outputs ?? {};
    return {
      version: raw.version,
      name: raw.name,
      title: raw.title ?? raw.name,
      ...omitUndefined({ description: raw.description }),
      baseUrl: raw.base_url,
      effect: raw.effect,
      browser: raw.browser ?? {},
      inputs: raw.inputs ?? {},
      outputs,
      ...omitUndefined({ session: raw.session }),
      steps: numbered(raw.steps, outputs),
      ...omitUndefined({
        verify: raw.verify && {
          steps: numbered(raw.verify, outputs),
          settleSeconds: raw.settle ?? SETTLE_SECONDS,
          onNotFound: raw.on_not_found ?? 'keep',
        },
      }),
    };
  });

function numbered(steps: readonly Step[], outputs: Readonly<Record<string, OutputSpec>>): Step[] {
  return numberSteps(steps, (step, used) => withOutputTypes(step, used?.outputs ?? outputs));
}

/** An extracted value takes the type that its output declares, unless the step names one. */
function withOutputTypes(step: Step, outputs: Readonly<Record<string, { type: ValueType }>>): Step {
  if (step.verb !== 'extract') return step;
  const fields = step.args.fields.map((field) => {
    const declared = outputs[field.output]?.type;
    return declared === undefined ? field : { as: declared, ...field };
  });
  return { ...step, args: { fields } };
}
