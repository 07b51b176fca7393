-- Lists of jobs sorted by what became of them. State comes first: a list of some states is a merge of a few short scans.
-- Only rows that have ended are in them, so that a claim pays nothing.
CREATE INDEX "job_ended_idx" ON "job" ("batch_id", "state", "ended_at", "row_index") WHERE "ended_at" IS NOT NULL;
CREATE INDEX "job_duration_idx" ON "job" ("batch_id", "state", (coalesce("duration_ms", 0)), "row_index")
  WHERE "ended_at" IS NOT NULL;
CREATE INDEX "job_attempts_idx" ON "job" ("batch_id", "state", "attempt_count", "row_index")
  WHERE "ended_at" IS NOT NULL;

-- Rows found by what their key begins with. Byte order, so that the index answers `like 'AB-1%'`.
ALTER TABLE "job_key" ADD COLUMN "key_start" TEXT COLLATE "C";
CREATE INDEX "job_key_start_idx" ON "job_key" ("batch_id", "key_start");
