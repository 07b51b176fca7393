import { startDeadline } from '../attempt/deadline';
import { StepFailure } from '../attempt/step-failure';
import type { StepContext, StepVerb } from './step-context';

export const pdf: StepVerb<'pdf'> = {
  async run({ name, format, isLandscape }, context, timeoutMs) {
    const step = startDeadline(timeoutMs);
    await refuseSecrets(context);
    const data = await context.page.pdf({ format, landscape: isLandscape, printBackground: true });
    const file = { type: 'pdf', name, contentType: 'application/pdf', extension: 'pdf', data };
    await context.keepFile(file, step.remainingMs());
  },
};

/** A picture can be blotted out in places; a document holds its texts. */
async function refuseSecrets({ page, findMasks }: StepContext): Promise<void> {
  const masks = await findMasks();
  const counts = await Promise.all((masks ?? []).map((mask) => mask.count()));
  if (masks && counts.every((count) => count === 0)) return;
  const message = 'The page shows a secret, or did not say in time whether it does: no PDF was made of it.';
  throw new StepFailure({ kind: 'automation', code: 'pdf_shows_secret', message, url: page.url() });
}
