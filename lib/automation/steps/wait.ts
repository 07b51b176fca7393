import { z } from 'zod';
import { defineStep } from './define-step';

const MAX_WAIT_SECONDS = 300;
/** Its limit must not come before its end. */
const SPARE_SECONDS = 5;

export const waitStep = defineStep({
  verb: 'wait',
  isActing: false,
  schema: z
    .number()
    .positive('must be more than 0')
    .max(MAX_WAIT_SECONDS)
    .transform((seconds) => ({ seconds })),
  standardSeconds: ({ seconds }) => seconds + SPARE_SECONDS,
  describe: ({ seconds }) => `waits ${seconds} s`,
});
