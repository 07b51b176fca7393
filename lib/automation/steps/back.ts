import { z } from 'zod';
import { defineStep, NAVIGATION_SECONDS } from './define-step';

export const backStep = defineStep({
  verb: 'back',
  isActing: false,
  schema: z.literal(true).transform(() => ({})),
  standardSeconds: () => NAVIGATION_SECONDS,
  describe: () => 'goes back to the page before',
});
