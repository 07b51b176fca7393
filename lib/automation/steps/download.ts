import { z } from 'zod';
import { describeLocator } from '../describe-locator';
import { filledText } from '../fields';
import { type Locator, locatorShape, toLocator } from '../locator';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface DownloadArgs {
  /** What is clicked for it. */
  readonly locator: Locator;
  /** Absent: the name that the site gives the file. */
  readonly as?: string;
}

const DOWNLOAD_SECONDS = 60;

const schema = z
  .strictObject({ ...locatorShape, as: filledText.optional() })
  .transform(({ as, ...raw }, ctx): DownloadArgs => {
    const locator = toLocator(raw, ctx);
    return locator ? { locator, ...omitUndefined({ as }) } : z.NEVER;
  });

export const downloadStep = defineStep({
  verb: 'download',
  isActing: false,
  schema,
  standardSeconds: () => DOWNLOAD_SECONDS,
  describe: ({ locator, as }) =>
    `clicks ${describeLocator(locator)} and keeps the file that comes${as === undefined ? '' : ` as ${as}`}`,
});
