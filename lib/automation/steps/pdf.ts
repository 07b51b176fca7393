import { z } from 'zod';
import { filledText } from '../fields';
import { defineStep } from './define-step';

export const PAPER_FORMATS = ['A3', 'A4', 'A5', 'Letter', 'Legal'] as const;

export interface PdfArgs {
  readonly name: string;
  readonly format: (typeof PAPER_FORMATS)[number];
  readonly isLandscape: boolean;
}

const schema = z
  .union([
    filledText,
    z.strictObject({
      name: filledText,
      format: z.enum(PAPER_FORMATS).optional(),
      landscape: z.boolean().optional(),
    }),
  ])
  .transform((raw): PdfArgs => {
    const { name, format = 'A4', landscape = false } = typeof raw === 'string' ? { name: raw } : raw;
    return { name, format, isLandscape: landscape };
  });

export const pdfStep = defineStep({
  verb: 'pdf',
  isActing: false,
  schema,
  describe: ({ name }) => `keeps the page as PDF ${name}`,
});
