-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "upload_state" AS ENUM ('receiving', 'received', 'reading', 'ready', 'rejected');

-- CreateEnum
CREATE TYPE "batch_state" AS ENUM ('importing', 'ready', 'running', 'paused', 'waiting', 'stopping', 'finished', 'failed');

-- CreateEnum
CREATE TYPE "batch_reason" AS ENUM ('person', 'canary', 'breaker', 'login', 'disk', 'schedule');

-- CreateEnum
CREATE TYPE "batch_outcome" AS ENUM ('completed', 'with_problems', 'stopped');

-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('pending', 'running', 'completed', 'failed', 'stopped', 'unconfirmed');

-- CreateEnum
CREATE TYPE "attempt_kind" AS ENUM ('run', 'verify', 'try');

-- CreateEnum
CREATE TYPE "attempt_state" AS ENUM ('running', 'completed', 'failed', 'stopped', 'unconfirmed', 'lost', 'given_back');

-- CreateEnum
CREATE TYPE "exclusion_reason" AS ENUM ('invalid', 'already_completed', 'dropped', 'beyond_limit');

-- CreateEnum
CREATE TYPE "failure_kind" AS ENUM ('input', 'target_rejected', 'needs_person', 'target_unavailable', 'timeout', 'page_mismatch', 'browser_crash', 'worker_lost', 'blocked', 'automation', 'stopped', 'unexpected');

-- CreateEnum
CREATE TYPE "effect" AS ENUM ('read', 'submit');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" "role" NOT NULL DEFAULT 'viewer',
    "disabled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ,
    "refresh_token_expires_at" TIMESTAMPTZ,
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "email" TEXT,
    "is_setup" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "filename" TEXT NOT NULL,
    "state" "upload_state" NOT NULL DEFAULT 'receiving',
    "reject_code" TEXT,
    "reject_message" TEXT,
    "size" BIGINT,
    "received_bytes" BIGINT NOT NULL DEFAULT 0,
    "read_bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "storage_key" TEXT NOT NULL,
    "parts" TEXT[],
    "read_options" JSONB NOT NULL DEFAULT '{}',
    "dialect" JSONB,
    "headers" TEXT[],
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "empty_count" INTEGER NOT NULL DEFAULT 0,
    "invalid_count" INTEGER NOT NULL DEFAULT 0,
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "owner_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ,
    "read_at" TIMESTAMPTZ,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_row" (
    "upload_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "line_number" INTEGER NOT NULL,
    "cells" TEXT[],
    "problem" TEXT,

    CONSTRAINT "upload_row_pkey" PRIMARY KEY ("upload_id","row_index")
);

-- CreateTable
CREATE TABLE "row_edit" (
    "upload_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "cells" TEXT[],
    "is_dropped" BOOLEAN NOT NULL DEFAULT false,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "row_edit_pkey" PRIMARY KEY ("upload_id","row_index","version")
);

-- CreateTable
CREATE TABLE "upload_problem" (
    "upload_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "severity" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "row_index" INTEGER,
    "line_number" INTEGER,
    "column_number" INTEGER,

    CONSTRAINT "upload_problem_pkey" PRIMARY KEY ("upload_id","no")
);

-- CreateTable
CREATE TABLE "automation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "latest_version" INTEGER NOT NULL,
    "owner_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ,

    CONSTRAINT "automation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "automation_version" (
    "automation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "effect" "effect" NOT NULL,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automation_version_pkey" PRIMARY KEY ("automation_id","version")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "upload_id" UUID NOT NULL,
    "automation_id" UUID NOT NULL,
    "automation_version" INTEGER NOT NULL,
    "owner_id" TEXT,
    "owner_name" TEXT NOT NULL,
    "state" "batch_state" NOT NULL DEFAULT 'importing',
    "reason" "batch_reason",
    "reason_text" TEXT,
    "outcome" "batch_outcome",
    "is_stopped" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL,
    "bindings" JSONB NOT NULL,
    "vars" JSONB NOT NULL DEFAULT '{}',
    "rows_wanted" TEXT NOT NULL DEFAULT 'all',
    "row_limit" INTEGER,
    "start_when_ready" BOOLEAN NOT NULL DEFAULT false,
    "concurrency" INTEGER NOT NULL DEFAULT 1,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "total_jobs" INTEGER NOT NULL DEFAULT 0,
    "file_rows" INTEGER NOT NULL DEFAULT 0,
    "excluded_rows" INTEGER NOT NULL DEFAULT 0,
    "empty_rows" INTEGER NOT NULL DEFAULT 0,
    "imported_rows" INTEGER NOT NULL DEFAULT 0,
    "bucket_size" INTEGER NOT NULL DEFAULT 1,
    "streak" INTEGER NOT NULL DEFAULT 0,
    "streak_fingerprint" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "excluded_row" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "reason" "exclusion_reason" NOT NULL,
    "detail" TEXT,

    CONSTRAINT "excluded_row_pkey" PRIMARY KEY ("batch_id","row_index")
);

-- CreateTable
CREATE TABLE "lane" (
    "batch_id" UUID NOT NULL,
    "lane_no" INTEGER NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "running_row" INTEGER,
    "low_water" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "waiting_reason" TEXT,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("batch_id","lane_no")
);

-- CreateTable
CREATE TABLE "job" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'pending',
    "attempt_count" SMALLINT NOT NULL DEFAULT 0,
    "failed_count" SMALLINT NOT NULL DEFAULT 0,
    "lost_count" SMALLINT NOT NULL DEFAULT 0,
    "round" SMALLINT NOT NULL DEFAULT 1,
    "run_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,
    "duration_ms" INTEGER,
    "fingerprint" TEXT,

    CONSTRAINT "job_pkey" PRIMARY KEY ("batch_id","row_index")
);

-- CreateTable
CREATE TABLE "batch_bucket" (
    "batch_id" UUID NOT NULL,
    "bucket_no" SMALLINT NOT NULL,
    "pending" INTEGER NOT NULL DEFAULT 0,
    "running" INTEGER NOT NULL DEFAULT 0,
    "completed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "stopped" INTEGER NOT NULL DEFAULT 0,
    "unconfirmed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "batch_bucket_pkey" PRIMARY KEY ("batch_id","bucket_no")
);

-- CreateTable
CREATE TABLE "attempt" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "attempt_no" SMALLINT NOT NULL,
    "kind" "attempt_kind" NOT NULL DEFAULT 'run',
    "state" "attempt_state" NOT NULL DEFAULT 'running',
    "round" SMALLINT NOT NULL DEFAULT 1,
    "lane_no" SMALLINT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "worker_id" UUID,
    "automation_version" INTEGER NOT NULL,
    "row_version" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "commit_started_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,
    "duration_ms" INTEGER,
    "failure_kind" "failure_kind",
    "failure_code" TEXT,
    "failure_message" TEXT,
    "failure_step" SMALLINT,
    "output" JSON,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("batch_id","row_index","attempt_no")
);

-- CreateTable
CREATE TABLE "attempt_detail" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "attempt_no" SMALLINT NOT NULL,
    "steps" JSONB NOT NULL,
    "failure" JSONB,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "page_text" TEXT,
    "page_url" TEXT,
    "page_title" TEXT,

    CONSTRAINT "attempt_detail_pkey" PRIMARY KEY ("batch_id","row_index","attempt_no")
);

-- CreateTable
CREATE TABLE "artifact" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "attempt_no" SMALLINT NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "artifact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "columns" TEXT[],
    "has_all_columns" BOOLEAN NOT NULL DEFAULT true,
    "with_artifacts" BOOLEAN NOT NULL DEFAULT false,
    "password_hash" TEXT,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "view_count" INTEGER NOT NULL DEFAULT 0,
    "viewed_at" TIMESTAMPTZ,

    CONSTRAINT "share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "slots" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "browser" JSONB NOT NULL DEFAULT '{}',
    "memory_mb" INTEGER NOT NULL DEFAULT 0,
    "is_draining" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "batch_id" UUID,
    "row_index" INTEGER,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_created_at_idx" ON "invitation"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_created_at_idx" ON "api_token"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "upload_created_at_idx" ON "upload"("created_at");

-- CreateIndex
CREATE INDEX "upload_sha256_idx" ON "upload"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "automation_name_key" ON "automation"("name");

-- CreateIndex
CREATE UNIQUE INDEX "batch_run_id_key" ON "batch"("run_id");

-- CreateIndex
CREATE INDEX "batch_created_at_id_idx" ON "batch"("created_at", "id");

-- CreateIndex
CREATE INDEX "batch_state_created_at_idx" ON "batch"("state", "created_at");

-- CreateIndex
CREATE INDEX "batch_upload_id_idx" ON "batch"("upload_id");

-- CreateIndex
CREATE INDEX "batch_automation_id_automation_version_idx" ON "batch"("automation_id", "automation_version");

-- CreateIndex
CREATE INDEX "artifact_batch_id_row_index_attempt_no_idx" ON "artifact"("batch_id", "row_index", "attempt_no");

-- CreateIndex
CREATE UNIQUE INDEX "share_token_hash_key" ON "share"("token_hash");

-- CreateIndex
CREATE INDEX "share_batch_id_created_at_idx" ON "share"("batch_id", "created_at");

-- CreateIndex
CREATE INDEX "worker_seen_at_idx" ON "worker"("seen_at");

-- CreateIndex
CREATE INDEX "audit_event_batch_id_row_index_id_idx" ON "audit_event"("batch_id", "row_index", "id");

-- CreateIndex
CREATE INDEX "audit_event_entity_entity_id_id_idx" ON "audit_event"("entity", "entity_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_row" ADD CONSTRAINT "upload_row_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "row_edit" ADD CONSTRAINT "row_edit_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_problem" ADD CONSTRAINT "upload_problem_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "automation_version" ADD CONSTRAINT "automation_version_automation_id_fkey" FOREIGN KEY ("automation_id") REFERENCES "automation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_automation_id_automation_version_fkey" FOREIGN KEY ("automation_id", "automation_version") REFERENCES "automation_version"("automation_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "excluded_row" ADD CONSTRAINT "excluded_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lane" ADD CONSTRAINT "lane_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_bucket" ADD CONSTRAINT "batch_bucket_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_batch_id_row_index_fkey" FOREIGN KEY ("batch_id", "row_index") REFERENCES "job"("batch_id", "row_index") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_detail" ADD CONSTRAINT "attempt_detail_batch_id_row_index_attempt_no_fkey" FOREIGN KEY ("batch_id", "row_index", "attempt_no") REFERENCES "attempt"("batch_id", "row_index", "attempt_no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "artifact" ADD CONSTRAINT "artifact_batch_id_row_index_attempt_no_fkey" FOREIGN KEY ("batch_id", "row_index", "attempt_no") REFERENCES "attempt"("batch_id", "row_index", "attempt_no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share" ADD CONSTRAINT "share_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the Prisma schema cannot say ------------------------------------------------------------------------------

-- Claims: the lowest untouched row from a lane's low-water mark; retries that are due.
CREATE INDEX "job_pending_idx" ON "job" ("batch_id", "row_index") WHERE "state" = 'pending';
CREATE INDEX "job_due_idx" ON "job" ("batch_id", "run_at") WHERE "state" = 'pending' AND "run_at" IS NOT NULL;
-- Lists of the rare states and the failure groups; completed rows are dense enough to be read off the primary key.
CREATE INDEX "job_problem_idx" ON "job" ("batch_id", "state", "row_index")
  WHERE "state" IN ('failed', 'stopped', 'unconfirmed');
CREATE INDEX "job_group_idx" ON "job" ("batch_id", "fingerprint", "row_index")
  WHERE "state" IN ('failed', 'unconfirmed') AND "fingerprint" IS NOT NULL;

-- The scheduler: lanes that could be taken, lanes that a worker holds, batches that run.
CREATE INDEX "lane_free_idx" ON "lane" ("available_at") WHERE "worker_id" IS NULL;
CREATE INDEX "lane_held_idx" ON "lane" ("worker_id") WHERE "worker_id" IS NOT NULL;
CREATE INDEX "batch_running_idx" ON "batch" ("id") WHERE "state" IN ('running', 'stopping');
CREATE INDEX "worker_live_idx" ON "worker" ("seen_at") WHERE "stopped_at" IS NULL;

-- Rows that are rewritten all the time leave room for the new version on their own page, and are cleaned early.
ALTER TABLE "job" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
ALTER TABLE "lane" SET (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
ALTER TABLE "batch_bucket" SET (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
ALTER TABLE "attempt" SET (fillfactor = 80);

ALTER TABLE "batch" ADD CONSTRAINT "batch_concurrency_check" CHECK ("concurrency" BETWEEN 1 AND 100);
ALTER TABLE "batch" ADD CONSTRAINT "batch_reason_check" CHECK (("state" IN ('paused', 'waiting')) = ("reason" IS NOT NULL));
ALTER TABLE "batch" ADD CONSTRAINT "batch_outcome_check" CHECK (("state" = 'finished') = ("outcome" IS NOT NULL));
ALTER TABLE "batch_bucket" ADD CONSTRAINT "batch_bucket_check"
  CHECK (LEAST("pending", "running", "completed", "failed", "stopped", "unconfirmed") >= 0);
ALTER TABLE "job" ADD CONSTRAINT "job_run_at_check" CHECK ("run_at" IS NULL OR "state" = 'pending');
-- At most one administrator's link waits at a time.
CREATE UNIQUE INDEX "invitation_setup_idx" ON "invitation" ("is_setup") WHERE "is_setup" AND "used_at" IS NULL AND "revoked_at" IS NULL;
