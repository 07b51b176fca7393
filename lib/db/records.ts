import type * as generated from './generated/client';

// The rows as services see them. They import them from here, so that only lib/db knows which client reads them.
export type Attempt = generated.Attempt;
export type AttemptDetail = generated.AttemptDetail;
export type AuditEvent = generated.AuditEvent;
export type AutomationVersion = generated.AutomationVersion;
export type Batch = generated.Batch;
export type CheckGroup = generated.CheckGroup;
export type Schedule = generated.Schedule;
export type ScheduleRun = generated.ScheduleRun;
export type Share = generated.Share;
export type TargetHost = generated.TargetHost;
export type TryStep = generated.TryStep;
export type Upload = generated.Upload;
export type UploadCheck = generated.UploadCheck;
export type UploadProblem = generated.UploadProblem;
export type Webhook = generated.Webhook;
export type WebhookDelivery = generated.WebhookDelivery;

/** An object for a jsonb column. */
export type JsonInput = generated.Prisma.InputJsonObject;
/** Conditions of a list of batches. */
export type BatchFilter = generated.Prisma.BatchWhereInput;
