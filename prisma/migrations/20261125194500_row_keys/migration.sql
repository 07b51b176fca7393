-- An import that was thought lost writes nothing any more once another has begun.
ALTER TABLE "batch" ADD COLUMN "import_no" INTEGER NOT NULL DEFAULT 0;

-- The key under which a job runs, hashed: found over all batches of an automation without reading their files. Apart
-- from job, whose rows are rewritten with every attempt.
CREATE TABLE "job_key" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "automation_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,

    CONSTRAINT "job_key_pkey" PRIMARY KEY ("batch_id","row_index")
);

CREATE INDEX "job_key_automation_id_key_hash_idx" ON "job_key"("automation_id", "key_hash");

ALTER TABLE "job_key" ADD CONSTRAINT "job_key_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
