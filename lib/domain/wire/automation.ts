import { z } from 'zod';
import { timeSchema } from './time';

const effectSchema = z.enum(['read', 'submit']);
type Effect = z.infer<typeof effectSchema>;

export const automationListItemSchema = z.object({
  name: z.string(),
  title: z.string(),
  latest_version: z.int(),
  effect: effectSchema,
  batch_count: z.int(),
  updated_at: timeSchema,
});

export function toAutomationListItemJson(automation: {
  readonly name: string;
  readonly title: string;
  readonly latestVersion: number;
  readonly effect: Effect;
  readonly batchCount: number;
  readonly updatedAt: Date;
}): z.infer<typeof automationListItemSchema> {
  const { name, title, effect } = automation;
  return {
    ...{ name, title, effect },
    latest_version: automation.latestVersion,
    batch_count: automation.batchCount,
    updated_at: automation.updatedAt.toISOString(),
  };
}

export const automationSchema = z.object({
  name: z.string(),
  title: z.string(),
  version: z.int(),
  latest_version: z.int(),
  effect: effectSchema,
  source: z.string().describe('the YAML document'),
  sha256: z.string(),
  created_at: timeSchema,
});
export type AutomationJson = z.infer<typeof automationSchema>;

export function toAutomationJson(automation: {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly latestVersion: number;
  readonly effect: Effect;
  readonly source: string;
  readonly sha256: string;
  readonly createdAt: Date;
}): z.infer<typeof automationSchema> {
  const { name, title, version, effect, source, sha256 } = automation;
  return {
    ...{ name, title, version, effect, source, sha256 },
    latest_version: automation.latestVersion,
    created_at: automation.createdAt.toISOString(),
  };
}

export const automationVersionSchema = z.object({
  version: z.int(),
  effect: effectSchema,
  created_at: timeSchema,
  author_id: z.string().nullable(),
});
export type AutomationVersionJson = z.infer<typeof automationVersionSchema>;

export function toAutomationVersionJson(version: {
  readonly version: number;
  readonly effect: Effect;
  readonly createdAt: Date;
  readonly authorId: string | null;
}): z.infer<typeof automationVersionSchema> {
  return {
    version: version.version,
    effect: version.effect,
    created_at: version.createdAt.toISOString(),
    author_id: version.authorId,
  };
}
