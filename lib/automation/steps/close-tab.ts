import { z } from 'zod';
import { defineStep } from './define-step';

export const closeTabStep = defineStep({
  verb: 'close_tab',
  isActing: false,
  schema: z.literal(true).transform(() => ({})),
  describe: () => 'closes the window and goes back to the one before',
});
