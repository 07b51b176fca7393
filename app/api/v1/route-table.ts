import * as artifact from './artifacts/[id]/route';
import * as audit from './audit/route';
import * as automationHistory from './automations/[name]/history/route';
import * as automation from './automations/[name]/route';
import * as automationTry from './automations/[name]/try/route';
import * as automationVersions from './automations/[name]/versions/route';
import * as automationImport from './automations/import/route';
import * as automations from './automations/route';
import * as automationSchema from './automations/schema/route';
import * as automationValidate from './automations/validate/route';
import * as batchArchive from './batches/[id]/archive/route';
import * as batchEvents from './batches/[id]/events/route';
import * as batchExport from './batches/[id]/export/route';
import * as batchGroups from './batches/[id]/groups/route';
import * as jobCheck from './batches/[id]/jobs/[row_index]/check/route';
import * as jobLive from './batches/[id]/jobs/[row_index]/live/route';
import * as jobNeighbours from './batches/[id]/jobs/[row_index]/neighbours/route';
import * as jobResolve from './batches/[id]/jobs/[row_index]/resolve/route';
import * as job from './batches/[id]/jobs/[row_index]/route';
import * as jobs from './batches/[id]/jobs/route';
import * as batchManifest from './batches/[id]/manifest/route';
import * as batchPause from './batches/[id]/pause/route';
import * as batchResolve from './batches/[id]/resolve/route';
import * as batchResume from './batches/[id]/resume/route';
import * as batchRetry from './batches/[id]/retry/route';
import * as batch from './batches/[id]/route';
import * as batchShares from './batches/[id]/shares/route';
import * as batchStart from './batches/[id]/start/route';
import * as batchStop from './batches/[id]/stop/route';
import * as batchSummary from './batches/[id]/summary/route';
import * as batchUnarchive from './batches/[id]/unarchive/route';
import * as batchVerify from './batches/[id]/verify/route';
import * as batchChoices from './batches/choices/route';
import * as batches from './batches/route';
import * as host from './hosts/[host]/route';
import * as hosts from './hosts/route';
import * as invitation from './invitations/[id]/route';
import * as invitationAccept from './invitations/accept/route';
import * as invitations from './invitations/route';
import * as notificationEvents from './notifications/events/route';
import * as notificationsRead from './notifications/read/route';
import * as notifications from './notifications/route';
import * as operation from './operations/[id]/route';
import * as passwordResetsComplete from './password-resets/complete/route';
import * as passwordResets from './password-resets/route';
import * as schedule from './schedules/[id]/route';
import * as scheduleRun from './schedules/[id]/run/route';
import * as scheduleRuns from './schedules/[id]/runs/route';
import * as schedulePreview from './schedules/preview/route';
import * as schedules from './schedules/route';
import * as secret from './secrets/[name]/route';
import * as secrets from './secrets/route';
import * as session from './sessions/[name]/route';
import * as signIn from './sessions/[name]/sign-in/route';
import * as sessions from './sessions/route';
import * as sharedArtifact from './shared/[token]/artifacts/[id]/route';
import * as sharedExport from './shared/[token]/export/route';
import * as sharedJobs from './shared/[token]/jobs/route';
import * as sharedSummary from './shared/[token]/summary/route';
import * as share from './shares/[id]/route';
import * as token from './tokens/[id]/route';
import * as tokens from './tokens/route';
import * as tryOut from './tries/[id]/route';
import * as tryStop from './tries/[id]/stop/route';
import * as unconfirmed from './unconfirmed/route';
import * as uploadCheckProblems from './uploads/[id]/checks/[check_id]/problems/route';
import * as uploadCheck from './uploads/[id]/checks/[check_id]/route';
import * as uploadCheckRows from './uploads/[id]/checks/[check_id]/rows/route';
import * as uploadChecks from './uploads/[id]/checks/route';
import * as uploadPlan from './uploads/[id]/plan/route';
import * as uploadPreview from './uploads/[id]/preview/route';
import * as uploadProblems from './uploads/[id]/problems/route';
import * as uploadReread from './uploads/[id]/reread/route';
import * as upload from './uploads/[id]/route';
import * as uploadRow from './uploads/[id]/rows/[row_index]/route';
import * as uploadRows from './uploads/[id]/rows/route';
import * as uploads from './uploads/route';
import * as user from './users/[id]/route';
import * as users from './users/route';
import * as webhookRedeliver from './webhooks/[id]/deliveries/[delivery_id]/redeliver/route';
import * as webhookDelivery from './webhooks/[id]/deliveries/[delivery_id]/route';
import * as webhookDeliveries from './webhooks/[id]/deliveries/route';
import * as webhookRotateSecret from './webhooks/[id]/rotate-secret/route';
import * as webhook from './webhooks/[id]/route';
import * as webhookTest from './webhooks/[id]/test/route';
import * as webhooks from './webhooks/route';
import * as workerDrain from './workers/[id]/drain/route';
import * as workerResume from './workers/[id]/resume/route';
import * as workers from './workers/route';

/** Every route of the API under its path, for the OpenAPI document; a test compares it with the route files. */
export const routeTable = {
  '/uploads': uploads,
  '/uploads/{id}': upload,
  '/uploads/{id}/plan': uploadPlan,
  '/uploads/{id}/preview': uploadPreview,
  '/uploads/{id}/reread': uploadReread,
  '/uploads/{id}/rows': uploadRows,
  '/uploads/{id}/rows/{row_index}': uploadRow,
  '/uploads/{id}/checks': uploadChecks,
  '/uploads/{id}/checks/{check_id}': uploadCheck,
  '/uploads/{id}/checks/{check_id}/rows': uploadCheckRows,
  '/uploads/{id}/checks/{check_id}/problems': uploadCheckProblems,
  '/uploads/{id}/problems': uploadProblems,
  '/batches': batches,
  '/batches/choices': batchChoices,
  '/batches/{id}': batch,
  '/batches/{id}/archive': batchArchive,
  '/batches/{id}/unarchive': batchUnarchive,
  '/batches/{id}/start': batchStart,
  '/batches/{id}/pause': batchPause,
  '/batches/{id}/resume': batchResume,
  '/batches/{id}/stop': batchStop,
  '/batches/{id}/retry': batchRetry,
  '/batches/{id}/resolve': batchResolve,
  '/batches/{id}/verify': batchVerify,
  '/batches/{id}/jobs': jobs,
  '/batches/{id}/jobs/{row_index}': job,
  '/batches/{id}/jobs/{row_index}/check': jobCheck,
  '/batches/{id}/jobs/{row_index}/live': jobLive,
  '/batches/{id}/jobs/{row_index}/neighbours': jobNeighbours,
  '/batches/{id}/jobs/{row_index}/resolve': jobResolve,
  '/batches/{id}/groups': batchGroups,
  '/batches/{id}/summary': batchSummary,
  '/batches/{id}/manifest': batchManifest,
  '/batches/{id}/export': batchExport,
  '/batches/{id}/events': batchEvents,
  '/batches/{id}/shares': batchShares,
  '/artifacts/{id}': artifact,
  '/shares/{id}': share,
  '/shared/{token}/summary': sharedSummary,
  '/shared/{token}/jobs': sharedJobs,
  '/shared/{token}/export': sharedExport,
  '/shared/{token}/artifacts/{id}': sharedArtifact,
  '/automations': automations,
  '/automations/import': automationImport,
  '/automations/schema': automationSchema,
  '/automations/validate': automationValidate,
  '/automations/{name}': automation,
  '/automations/{name}/history': automationHistory,
  '/automations/{name}/versions': automationVersions,
  '/sessions': sessions,
  '/sessions/{name}': session,
  '/sessions/{name}/sign-in': signIn,
  '/secrets': secrets,
  '/secrets/{name}': secret,
  '/automations/{name}/try': automationTry,
  '/tries/{id}': tryOut,
  '/tries/{id}/stop': tryStop,
  '/tokens': tokens,
  '/tokens/{id}': token,
  '/users': users,
  '/users/{id}': user,
  '/invitations': invitations,
  '/invitations/{id}': invitation,
  '/invitations/accept': invitationAccept,
  '/notifications': notifications,
  '/notifications/read': notificationsRead,
  '/notifications/events': notificationEvents,
  '/password-resets': passwordResets,
  '/password-resets/complete': passwordResetsComplete,
  '/operations/{id}': operation,
  '/unconfirmed': unconfirmed,
  '/schedules': schedules,
  '/schedules/preview': schedulePreview,
  '/schedules/{id}': schedule,
  '/schedules/{id}/run': scheduleRun,
  '/schedules/{id}/runs': scheduleRuns,
  '/hosts': hosts,
  '/hosts/{host}': host,
  '/webhooks': webhooks,
  '/webhooks/{id}': webhook,
  '/webhooks/{id}/test': webhookTest,
  '/webhooks/{id}/rotate-secret': webhookRotateSecret,
  '/webhooks/{id}/deliveries': webhookDeliveries,
  '/webhooks/{id}/deliveries/{delivery_id}': webhookDelivery,
  '/webhooks/{id}/deliveries/{delivery_id}/redeliver': webhookRedeliver,
  '/workers': workers,
  '/workers/{id}/drain': workerDrain,
  '/workers/{id}/resume': workerResume,
  '/audit': audit,
} as const;
