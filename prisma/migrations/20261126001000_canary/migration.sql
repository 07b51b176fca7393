-- Until the canary has passed, lanes see rows up to this one only: exact over all workers with nothing to count.
-- The failure rate counts from what had ended when the batch was last let run.
ALTER TABLE "batch" ADD COLUMN "canary_until" INTEGER,
    ADD COLUMN "brake_base_ended" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "brake_base_wrong" INTEGER NOT NULL DEFAULT 0;
