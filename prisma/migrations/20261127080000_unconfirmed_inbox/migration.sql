-- Which batches have unconfirmed rows, and how many: as small as there are such buckets. A claim or record that leaves this
-- count alone is still an update in place (HOT).
CREATE INDEX "batch_bucket_unconfirmed_idx" ON "batch_bucket" ("batch_id") INCLUDE ("unconfirmed") WHERE "unconfirmed" > 0;
