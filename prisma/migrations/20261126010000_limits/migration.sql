-- Limits are rows: a claim locks them, looks, and moves them in the same statement.

-- When the next row of a batch with a rate may start.
CREATE TABLE "batch_rate" (
    "batch_id" UUID NOT NULL,
    "next_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_rate_pkey" PRIMARY KEY ("batch_id")
);
ALTER TABLE "batch_rate" ADD CONSTRAINT "batch_rate_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Limits of one target host over all batches. A host that only asked for patience (Retry-After) has no limits.
CREATE TABLE "target_host" (
    "host" TEXT NOT NULL,
    "max_parallel" INTEGER,
    "per_second" DOUBLE PRECISION,
    "next_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "not_before" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "author_id" TEXT,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "target_host_pkey" PRIMARY KEY ("host")
);

-- The places of a host with a limit of rows at a time; a place is held by the lane whose row is there.
CREATE TABLE "host_place" (
    "host" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "batch_id" UUID,
    "lane_no" INTEGER,

    CONSTRAINT "host_place_pkey" PRIMARY KEY ("host","no")
);
ALTER TABLE "host_place" ADD CONSTRAINT "host_place_host_fkey" FOREIGN KEY ("host") REFERENCES "target_host"("host") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "host_place_held_idx" ON "host_place" ("batch_id", "lane_no") WHERE "batch_id" IS NOT NULL;

-- The accounts of a batch whose rows run one at a time per account. Head is the account's lowest pending row.
CREATE TABLE "batch_account" (
    "batch_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "account_hash" BYTEA NOT NULL,
    "head_row" INTEGER,
    "available_at" TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
    "lane_no" INTEGER,

    CONSTRAINT "batch_account_pkey" PRIMARY KEY ("batch_id","no")
);
ALTER TABLE "batch_account" ADD CONSTRAINT "batch_account_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "batch_account_batch_id_account_hash_key" ON "batch_account"("batch_id", "account_hash");
CREATE INDEX "batch_account_free_idx" ON "batch_account" ("batch_id", "head_row") WHERE "lane_no" IS NULL AND "head_row" IS NOT NULL;
CREATE INDEX "batch_account_held_idx" ON "batch_account" ("batch_id", "lane_no") WHERE "lane_no" IS NOT NULL;
ALTER TABLE "batch_account" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);

ALTER TABLE "job" ADD COLUMN "account_no" INTEGER;
CREATE INDEX "job_account_idx" ON "job" ("batch_id", "account_no", "row_index") WHERE "state" = 'pending' AND "account_no" IS NOT NULL;

-- Of the automation's base_url; null where rows choose their automation.
ALTER TABLE "batch" ADD COLUMN "host" TEXT;
-- Whether the lane holds a place of a host or an account; else its record has nothing to give back.
ALTER TABLE "lane" ADD COLUMN "has_holds" BOOLEAN NOT NULL DEFAULT false;
