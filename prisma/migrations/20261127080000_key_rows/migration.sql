-- Rows found by what their key begins with come off the index alone. Keys are written once, when a file is imported: no claim and
-- no record pays for it.
DROP INDEX "job_key_start_idx";
CREATE INDEX "job_key_start_idx" ON "job_key" ("batch_id", "key_start") INCLUDE ("row_index");
