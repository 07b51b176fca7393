import { StepFailure } from '../attempt/step-failure';
import { navigate } from './navigate';
import type { StepVerb } from './step-context';

export const reload: StepVerb<'reload'> = {
  async run(_args, context, timeoutMs) {
    const { page } = context;
    // The browser would send the form once more without asking.
    if (context.isPostedPage()) throw wouldSendAgain(page.url());
    await navigate(context, page.url(), () => page.reload({ timeout: timeoutMs }));
  },
};

function wouldSendAgain(url: string): StepFailure {
  const message =
    'This page is the answer to a form that was sent: loading it again would send the form again.';
  return new StepFailure({ kind: 'automation', code: 'reload_sends_again', message, url });
}
