import { z } from 'zod';
import { defineStep, NAVIGATION_SECONDS } from './define-step';

export const reloadStep = defineStep({
  verb: 'reload',
  isActing: false,
  schema: z.literal(true).transform(() => ({})),
  standardSeconds: () => NAVIGATION_SECONDS,
  describe: () => 'loads the page again',
});
