import { omitUndefined } from '../../lib/automation/omit-undefined';
import type { StepVerb } from './step-context';

/** Dialogs come while an action goes on, so what becomes of them is said before. */
export const dialog: StepVerb<'dialog'> = {
  async run({ answer, text, message }, context) {
    context.dialogs.answerWith({ isAccepted: answer === 'accept', ...omitUndefined({ text, message }) });
  },
};
