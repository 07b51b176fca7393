import type { AuditActor } from './role';

/** What a person found out about an unconfirmed row: it was done, it was not and shall not be, or it shall run again. */
export const RESOLUTIONS = ['completed', 'failed', 'pending'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** A resolution with who is answerable for it. JSON can hold it. */
export interface Decision {
  readonly status: Resolution;
  readonly by: AuditActor;
}
