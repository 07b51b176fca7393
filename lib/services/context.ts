import type { BackgroundQueue } from '../background/queue';
import type { BatchConfig } from '../config/batch-config';
import type { Database } from '../db/connect';
import type { Actor } from '../domain/role';
import type { Mailer } from '../mail/create-mailer';
import type { ArtifactStore } from '../storage/artifact-store';

/** What every verb is given. One per request or process; `actor` is who asks and is written into the audit. */
export interface Context {
  readonly db: Database;
  readonly storage: ArtifactStore;
  readonly queue: BackgroundQueue;
  readonly actor: Actor;
  readonly batchConfig: BatchConfig;
  /** Automations may run scripts of their own in pages; absent: they may not. */
  readonly allowsEvaluate?: boolean;
  /** What sends mail; absent without a mail server. */
  readonly mailer?: Mailer | undefined;
  /** Finished batches, and files that nothing uses, are deleted after so many days; absent: never. */
  readonly retentionDays?: number | undefined;
  /** Absolute address of the dashboard, without a trailing slash; links that people get start with it. */
  readonly publicUrl: string;
}

/** The user behind the actor, or null when it is the system or a share. */
export function actorUserId(actor: Actor): string | null {
  return actor.type === 'user' || actor.type === 'token' ? actor.userId : null;
}

/** A name for lists and the audit. */
export function actorName(actor: Actor): string {
  return actor.type === 'share' ? 'shared link' : actor.name;
}
