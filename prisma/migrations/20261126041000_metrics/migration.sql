-- What happened so far, over all workers and whoever is gone: added to by each process every few seconds.
CREATE TABLE "metric_count" (
    "name" TEXT NOT NULL,
    "labels" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "metric_count_pkey" PRIMARY KEY ("name","labels")
);
ALTER TABLE "metric_count" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);

-- The number of a worker's last addition: one whose answer was lost is not added again.
ALTER TABLE "worker" ADD COLUMN "counts_no" INTEGER NOT NULL DEFAULT 0;
