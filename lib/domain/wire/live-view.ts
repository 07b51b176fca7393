import { z } from 'zod';
import type { LiveView } from '../live-view';

export const liveViewSchema = z.object({
  attempt: z.int().nullable().describe('null while nothing was shown yet, or when the row does not run'),
  step: z.int().nullable().describe('1-based; null before the first step and after the last'),
  steps: z.int().nullable().describe('how many steps there are'),
  title: z.string().nullable().describe('the step in words'),
  picture: z
    .string()
    .nullable()
    .describe('what the page showed, as a data: URL of a JPEG; what shows a secret is blotted out'),
  age_ms: z.int().nullable().describe('how old the picture is'),
});
export type LiveViewJson = z.infer<typeof liveViewSchema>;

export function toLiveViewJson(view: (LiveView & { readonly ageMs: number | null }) | null): LiveViewJson {
  const picture = view?.picture?.toString('base64');
  return {
    attempt: view?.attemptNo ?? null,
    step: view?.stepNo ?? null,
    steps: view?.stepCount ?? null,
    title: view?.stepTitle ?? null,
    picture: picture === undefined ? null : `data:image/jpeg;base64,${picture}`,
    age_ms: view?.ageMs ?? null,
  };
}
