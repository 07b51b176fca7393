-- CreateEnum
CREATE TYPE "batch_kind" AS ENUM ('run', 'try');

-- CreateEnum
CREATE TYPE "check_state" AS ENUM ('waiting', 'checking', 'done', 'failed');

-- A file's columns as the reader saw them: type, fill, locale.
ALTER TABLE "upload" ADD COLUMN "columns" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "key_column" TEXT;

-- A try is a batch of one row that no list shows. Rows may choose their automation: then the batch has none of its own.
-- A batch whose handler is a function of one process is run by the worker in that process only.
ALTER TABLE "batch" ADD COLUMN "kind" "batch_kind" NOT NULL DEFAULT 'run',
    ADD COLUMN "try_row" INTEGER,
    ADD COLUMN "try_stop_before" SMALLINT,
    ADD COLUMN "only_worker_id" UUID,
    ALTER COLUMN "automation_id" DROP NOT NULL,
    ALTER COLUMN "automation_version" DROP NOT NULL;

DROP INDEX "batch_created_at_id_idx";
CREATE INDEX "batch_created_at_id_idx" ON "batch"("created_at", "id") WHERE "kind" = 'run';
CREATE INDEX "batch_tries_idx" ON "batch"("upload_id", "try_row") WHERE "kind" = 'try';

ALTER TABLE "job" ADD COLUMN "automation_no" SMALLINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "batch_automation" (
    "batch_id" UUID NOT NULL,
    "no" SMALLINT NOT NULL,
    "automation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "bindings" JSONB NOT NULL,

    CONSTRAINT "batch_automation_pkey" PRIMARY KEY ("batch_id","no")
);

-- CreateTable
CREATE TABLE "remembered_binding" (
    "automation_id" UUID NOT NULL,
    "header_key" TEXT NOT NULL,
    "bindings" JSONB NOT NULL,
    "author_id" TEXT,
    "used_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "remembered_binding_pkey" PRIMARY KEY ("automation_id","header_key")
);

-- CreateTable
CREATE TABLE "upload_check" (
    "id" UUID NOT NULL,
    "upload_id" UUID NOT NULL,
    "automation_id" UUID,
    "automation_version" INTEGER,
    "bindings" JSONB NOT NULL DEFAULT '{}',
    "key_column" TEXT,
    "fingerprint" TEXT NOT NULL,
    "state" "check_state" NOT NULL DEFAULT 'waiting',
    "error" TEXT,
    "checked_rows" INTEGER NOT NULL DEFAULT 0,
    "invalid_count" INTEGER NOT NULL DEFAULT 0,
    "warning_count" INTEGER NOT NULL DEFAULT 0,
    "duplicate_count" INTEGER NOT NULL DEFAULT 0,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,

    CONSTRAINT "upload_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_group" (
    "check_id" UUID NOT NULL,
    "no" SMALLINT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "column_number" INTEGER,
    "input" TEXT,
    "message" TEXT NOT NULL,
    "advice" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "first_row" INTEGER,

    CONSTRAINT "check_group_pkey" PRIMARY KEY ("check_id","no")
);

-- CreateTable
CREATE TABLE "check_row" (
    "check_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "group_nos" SMALLINT[],
    "is_invalid" BOOLEAN NOT NULL,
    "done_batch_id" UUID,
    "done_row_index" INTEGER,

    CONSTRAINT "check_row_pkey" PRIMARY KEY ("check_id","row_index")
);

-- CreateIndex
CREATE INDEX "batch_automation_automation_id_version_idx" ON "batch_automation"("automation_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "upload_check_upload_id_fingerprint_key" ON "upload_check"("upload_id", "fingerprint");

-- AddForeignKey
ALTER TABLE "batch_automation" ADD CONSTRAINT "batch_automation_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_automation" ADD CONSTRAINT "batch_automation_automation_id_version_fkey" FOREIGN KEY ("automation_id", "version") REFERENCES "automation_version"("automation_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remembered_binding" ADD CONSTRAINT "remembered_binding_automation_id_fkey" FOREIGN KEY ("automation_id") REFERENCES "automation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_check" ADD CONSTRAINT "upload_check_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_group" ADD CONSTRAINT "check_group_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "upload_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_row" ADD CONSTRAINT "check_row_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "upload_check"("id") ON DELETE CASCADE ON UPDATE CASCADE;
