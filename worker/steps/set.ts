import type { StepVerb } from './step-context';

export const set: StepVerb<'set'> = {
  async run({ values }, context) {
    for (const { name, text } of values) context.setVariable(name, text);
  },
};
