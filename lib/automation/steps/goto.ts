import { z } from 'zod';
import { filledText } from '../fields';
import { defineStep, NAVIGATION_SECONDS } from './define-step';

export interface GotoArgs {
  /** A path below base_url, or a whole address. */
  readonly url: string;
  readonly until: 'load' | 'domcontentloaded' | 'commit';
}

const schema = z
  .union([
    filledText,
    z.strictObject({ url: filledText, until: z.enum(['load', 'domcontentloaded', 'commit']).optional() }),
  ])
  .transform((raw): GotoArgs => {
    const { url, until = 'load' } = typeof raw === 'string' ? { url: raw } : raw;
    return { url, until };
  });

export const gotoStep = defineStep({
  verb: 'goto',
  isActing: true,
  schema,
  standardSeconds: () => NAVIGATION_SECONDS,
  describe: ({ url }) => `opens ${url}`,
});
