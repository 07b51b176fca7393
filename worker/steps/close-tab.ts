import type { StepVerb } from './step-context';

export const closeTab: StepVerb<'close_tab'> = {
  run: (_args, context) => context.tabs.leave(),
};
