-- Asking the site whether a row that ended unconfirmed went through.
CREATE TYPE "verification_answer" AS ENUM ('found', 'not_found', 'no_answer');

-- Of the automation's document, so that whoever finds a row unconfirmed can plan its verification in one statement.
ALTER TABLE "automation_version"
  ADD COLUMN "settle_seconds" DOUBLE PRECISION,
  ADD COLUMN "reruns_not_found" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "job_verification" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ,
    "asking_attempt" SMALLINT,
    "no_counts_from" TIMESTAMPTZ NOT NULL,
    "not_found_count" SMALLINT NOT NULL DEFAULT 0,
    "unanswered_count" SMALLINT NOT NULL DEFAULT 0,
    "answer" "verification_answer",
    "answered_at" TIMESTAMPTZ,

    CONSTRAINT "job_verification_pkey" PRIMARY KEY ("batch_id","row_index")
);

ALTER TABLE "job_verification" ADD CONSTRAINT "job_verification_batch_id_row_index_fkey" FOREIGN KEY ("batch_id", "row_index") REFERENCES "job"("batch_id", "row_index") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a lane and the end of a batch ask for: rows that are still to be verified.
CREATE INDEX "job_verification_due_idx" ON "job_verification" ("batch_id", "due_at") WHERE "due_at" IS NOT NULL;
