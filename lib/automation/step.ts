import { z } from 'zod';
import { type Condition, conditionSchema } from './condition';
import { type FaultPath, raise } from './fault';
import { seconds, words } from './fields';
import { omitUndefined } from './omit-undefined';
import type { PlacedCondition, ReadOutput, StepDefinition } from './steps/define-step';
import { defineInnerSteps } from './steps/inner-steps';
import { STEPS, VERBS, type Verb } from './steps/registry';
import { mapTexts } from './visit-texts';

/** What every step may say beside its verb. */
export interface StepCommon {
  /** 0-based position in the automation, counted as the document is read: a step that holds others comes before them. */
  readonly index: number;
  readonly id?: string;
  readonly title?: string;
  readonly timeoutSeconds?: number;
  /** Its failure does not fail the row. */
  readonly optional?: boolean;
  /** Further tries of this step alone. */
  readonly retry?: { readonly times: number; readonly delaySeconds: number };
  /** The point of no return: the step that submits. */
  readonly commit?: boolean;
  /** The step is left out when this does not hold; looked at once, without waiting. */
  readonly when?: Condition;
  /** Kept out of evidence. */
  readonly secret?: boolean;
}

/** The arguments of a verb, as its file in steps/ makes them. */
export type StepArgs<V extends Verb> = z.output<(typeof STEPS)[V]['schema']>;

/** One step: a verb with its arguments, told apart by `verb`. */
export type Step = { [V in Verb]: StepOf<V> }[Verb];
export type StepOf<V extends Verb> = StepCommon & { readonly verb: V; readonly args: StepArgs<V> };

const commonShape = {
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be lower case letters, digits, - and _')
    .optional(),
  title: words.optional(),
  timeout: seconds.optional(),
  optional: z.boolean().optional(),
  retry: z
    .strictObject({ times: z.int().min(1).max(20), delay: z.number().min(0).max(3600).optional() })
    .optional(),
  commit: z.boolean().optional(),
  when: conditionSchema.optional(),
  secret: z.boolean().optional(),
};

const verbShape = Object.fromEntries(VERBS.map((verb) => [verb, STEPS[verb].schema.optional()])) as {
  [V in Verb]: z.ZodOptional<(typeof STEPS)[V]['schema']>;
};

/** One step of the document: exactly one verb and the common keys. Its position is filled in by the list. */
export const stepSchema = z
  .strictObject({ ...verbShape, ...commonShape })
  .meta({ oneOf: VERBS.map((verb) => ({ required: [verb] })) })
  .transform((raw, ctx): Step => {
    const found = VERBS.filter((verb) => raw[verb] !== undefined);
    const [verb, second] = found;
    if (!verb) {
      raise(ctx, {
        code: 'no_verb',
        message: `This step has no verb. There is: ${VERBS.join(', ')}.`,
        path: [],
      });
      return z.NEVER;
    }
    if (second) {
      const message = `${found.join(' and ')} are two verbs: make them two steps.`;
      raise(ctx, { code: 'two_verbs', message, path: [second] });
      return z.NEVER;
    }
    return { verb, args: raw[verb], index: 0, ...toCommon(raw) } as Step;
  });

defineInnerSteps(stepSchema);

type RawCommon = { [K in keyof typeof commonShape]?: z.output<(typeof commonShape)[K]> };

function toCommon(raw: RawCommon): Omit<StepCommon, 'index'> {
  const { id, title, timeout: timeoutSeconds, optional, commit, when, secret } = raw;
  const retry = raw.retry && { times: raw.retry.times, delaySeconds: raw.retry.delay ?? 1 };
  return omitUndefined({ id, title, timeoutSeconds, optional, retry, commit, when, secret });
}

/** The definition behind a step, with its arguments' type forgotten: the two always belong together. */
function definitionOf(step: Step): StepDefinition<Verb, unknown, unknown> {
  return STEPS[step.verb] as StepDefinition<Verb, unknown, unknown>;
}

/** What a step does in words: `clicks button Find order`. Its title is not used. */
export function describeStep(step: Step): string {
  return definitionOf(step).describe(step.args);
}

/** True when the verb acts on the page or site. */
export function isActing(step: Step): boolean {
  return definitionOf(step).isActing;
}

/** How long a step may take that does not say so itself; null: as long as the batch gives its steps. */
export function standardSeconds(step: Step): number | null {
  return definitionOf(step).standardSeconds?.(step.args) ?? null;
}

/** True when the steps inside it run any number of times. */
export function isLoop(step: Step): boolean {
  return definitionOf(step).isLoop ?? false;
}

/** The outputs that a step reads itself. */
export function stepOutputs(step: Step): readonly ReadOutput[] {
  return definitionOf(step).outputs?.(step.args) ?? [];
}

/** The variables that a step sets while it runs. */
export function stepVariables(step: Step): readonly string[] {
  return definitionOf(step).variables?.(step.args) ?? [];
}

/** The step with each list of steps inside it replaced; itself when it holds none. */
export function mapInnerSteps<S extends Step>(
  step: S,
  change: (steps: readonly Step[], path: FaultPath) => readonly Step[],
): S {
  const definition = definitionOf(step);
  if (!definition.mapSteps) return step;
  // Every step inside was read by the schema above.
  const changed = definition.mapSteps(step.args, (steps, path) => change(steps as readonly Step[], path));
  return { ...step, args: changed };
}

/** A step's own arguments, without the steps inside it. */
export function ownArgs(step: Step): unknown {
  return mapInnerSteps(step, () => []).args;
}

/** The step with every text of its own arguments changed; those of the steps inside it stay. */
export function mapOwnTexts<S extends Step>(step: S, change: (text: string) => string): S {
  const inner: (readonly Step[])[] = [];
  const bare = mapInnerSteps(step, (steps) => {
    inner.push(steps);
    return [];
  });
  const changed = { ...bare, args: mapTexts(bare.args, change) };
  return mapInnerSteps(changed, () => inner.shift() ?? []);
}

/** All conditions of a step with their paths from the step. */
export function stepConditions(step: Step): PlacedCondition[] {
  const inner = definitionOf(step).conditions?.(step.args) ?? [];
  const placed = inner.map(({ path, condition }) => ({ path: [step.verb, ...path], condition }));
  return step.when ? [...placed, { path: ['when'], condition: step.when }] : placed;
}
