import type { z } from 'zod';
import type { Condition } from '../condition';
import type { FaultPath } from '../fault';
import type { ChangeSteps } from './inner-steps';

/** A condition inside a step's arguments, with its path from the verb's value in the document. */
export interface PlacedCondition {
  readonly path: FaultPath;
  readonly condition: Condition;
}

/** An output that a step reads, with the type it gives. */
export interface ReadOutput {
  readonly output: string;
  readonly as: string | undefined;
  /** Rounds of a loop add to it. */
  readonly isList: boolean;
  readonly path: FaultPath;
}

/** How long a page may take to open. */
export const NAVIGATION_SECONDS = 30;

/** All that is known of a verb without a browser; what it does in one is worker/steps/<verb>.ts. */
export interface StepDefinition<Verb extends string, Args, Raw> {
  readonly verb: Verb;
  /** It acts on the page or site, so it may be the step that submits. */
  readonly isActing: boolean;
  /** From the document's value to the arguments. */
  readonly schema: z.ZodType<Args, Raw>;
  /** How long it may take when neither the step nor the batch's `step_timeout` is to say so. */
  standardSeconds?(args: Args): number;
  /** In words, third person: `clicks button Find order`. Texts may be templates or rendered. */
  describe(args: Args): string;
  /** The conditions inside the arguments, for checks of the whole document. */
  conditions?(args: Args): readonly PlacedCondition[];
  /** Of a verb that holds steps: the arguments with each list of them replaced, asked in the order of the document. */
  mapSteps?(args: Args, change: ChangeSteps): Args;
  /** What it reads for the row's results; `path` leads from the verb's value to where the output is named. */
  outputs?(args: Args): readonly ReadOutput[];
  /** The steps inside it run any number of times. */
  readonly isLoop?: boolean;
  /** The variables that it sets for the steps after it or inside it. */
  variables?(args: Args): readonly string[];
}

/** Keeps a definition's types while checking its shape. */
export function defineStep<Verb extends string, Args, Raw>(
  definition: StepDefinition<Verb, Args, Raw>,
): StepDefinition<Verb, Args, Raw> {
  return definition;
}
