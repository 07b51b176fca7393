import { z } from 'zod';
import { SESSION_STATES, type SessionFailure, type SessionState } from '../session';
import { timeOrNull, timeSchema } from './time';

/** A stored login as everybody may know it: nothing gives its cookies back. */
export const sessionSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  automation: z.string().describe('signs in, in its newest version'),
  inputs: z.record(z.string(), z.string()).describe('texts it signs in with; secrets by their names'),
  state: z.enum(SESSION_STATES),
  state_version: z.int().describe('rises with every sign-in and every loss'),
  failure: z
    .object({ code: z.string(), message: z.string() })
    .nullable()
    .describe('why the last sign-in did not work'),
  automations: z.array(z.string()).describe('whose newest version names it'),
  signed_in_at: timeSchema.nullable(),
  last_used_at: timeSchema.nullable(),
  failed_at: timeSchema.nullable(),
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type SessionJson = z.infer<typeof sessionSchema>;

export function toSessionJson(session: {
  readonly name: string;
  readonly description: string | null;
  readonly automation: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly state: SessionState;
  readonly stateVersion: number;
  readonly failure: SessionFailure | null;
  readonly automations: readonly string[];
  readonly signedInAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly failedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}): SessionJson {
  return {
    name: session.name,
    description: session.description,
    automation: session.automation,
    inputs: { ...session.inputs },
    state: session.state,
    state_version: session.stateVersion,
    failure: session.failure,
    automations: [...session.automations],
    signed_in_at: timeOrNull(session.signedInAt),
    last_used_at: timeOrNull(session.lastUsedAt),
    failed_at: timeOrNull(session.failedAt),
    created_at: session.createdAt.toISOString(),
    updated_at: session.updatedAt.toISOString(),
  };
}
