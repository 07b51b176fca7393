-- Unlogged: what it holds is worth nothing a minute later, and a crash may lose it.
CREATE UNLOGGED TABLE "live_view" (
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "attempt_no" INTEGER,
    "step_no" INTEGER,
    "step_count" INTEGER,
    "step_title" TEXT,
    "picture" BYTEA,
    "taken_at" TIMESTAMPTZ,

    CONSTRAINT "live_view_pkey" PRIMARY KEY ("batch_id", "row_index")
);
-- A picture is compressed as it is: PostgreSQL would only try again.
ALTER TABLE "live_view" ALTER COLUMN "picture" SET STORAGE EXTERNAL;
ALTER TABLE "live_view" ADD CONSTRAINT "live_view_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
