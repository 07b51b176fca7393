import { z } from 'zod';
import { describeField } from '../describe-locator';
import { filledText, text } from '../fields';
import { type Locator, locatorShape, toLocator } from '../locator';
import { omitUndefined } from '../omit-undefined';
import { defineStep } from './define-step';

export interface UploadArgs {
  readonly locator: Locator;
  /** An http(s) or `data:` address; the empty text takes away what is chosen. */
  readonly file: string;
  /** What the site is told it is called; absent: as its address ends. Locators have a `name` already. */
  readonly as?: string;
}

const UPLOAD_SECONDS = 60;
const MAX_SHOWN = 80;

const schema = z
  .strictObject({ ...locatorShape, file: text, as: filledText.optional() })
  .transform(({ file, as, ...raw }, ctx): UploadArgs => {
    const locator = toLocator(raw, ctx);
    return locator ? { locator, file, ...omitUndefined({ as }) } : z.NEVER;
  });

export const uploadStep = defineStep({
  verb: 'upload',
  isActing: true,
  schema,
  standardSeconds: () => UPLOAD_SECONDS,
  describe: ({ locator, file, as }) =>
    `chooses the file ${as ?? (file.slice(0, MAX_SHOWN) || 'nothing')} in ${describeField(locator)}`,
});
