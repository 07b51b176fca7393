-- Batches that come round by themselves. A due time is the key of its run, so it can give one batch at most.

CREATE TYPE "schedule_run_state" AS ENUM ('creating', 'started', 'skipped', 'missed', 'failed');
CREATE TYPE "schedule_run_cause" AS ENUM ('time', 'person');

CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "upload_id" UUID,
    "automation_name" TEXT,
    "automation_version" INTEGER,
    "plan" JSONB NOT NULL,
    "owner_id" TEXT,
    "owner_name" TEXT NOT NULL,
    "next_due_at" TIMESTAMPTZ,
    "pause_code" TEXT,
    "pause_text" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id"),
    -- Either it is due one day, or it is paused and says why.
    CONSTRAINT "schedule_pause_check" CHECK (("next_due_at" IS NULL) = ("pause_code" IS NOT NULL)),
    CONSTRAINT "schedule_pause_text_check" CHECK (num_nulls("pause_code", "pause_text") IN (0, 2))
);
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "schedule_upload_id_idx" ON "schedule"("upload_id");
CREATE INDEX "schedule_due_idx" ON "schedule" ("next_due_at") WHERE "next_due_at" IS NOT NULL;

CREATE TABLE "schedule_run" (
    "schedule_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "cause" "schedule_run_cause" NOT NULL DEFAULT 'time',
    "state" "schedule_run_state" NOT NULL,
    "code" TEXT,
    "message" TEXT,
    "batch_id" UUID,
    "blocked_by_batch_id" UUID,
    "claimed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim_count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "schedule_run_pkey" PRIMARY KEY ("schedule_id","due_at")
);
ALTER TABLE "schedule_run" ADD CONSTRAINT "schedule_run_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- No foreign keys to the batches: the first is named before it exists, and both may be deleted later.
CREATE UNIQUE INDEX "schedule_run_batch_id_key" ON "schedule_run"("batch_id");
CREATE INDEX "schedule_run_creating_idx" ON "schedule_run" ("claimed_at") WHERE "state" = 'creating';
