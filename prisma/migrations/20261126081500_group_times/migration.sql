-- Failure groups are counted from the index alone: how many can be retried, when the first and the last ended.
DROP INDEX "job_group_idx";
CREATE INDEX "job_group_idx" ON "job" ("batch_id", "fingerprint", "row_index") INCLUDE ("state", "ended_at")
  WHERE "state" IN ('failed', 'unconfirmed') AND "fingerprint" IS NOT NULL;
