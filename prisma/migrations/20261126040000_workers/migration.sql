-- What a worker says of itself with every heartbeat: where its rows stand, how it fared lately, its browsers.
ALTER TABLE "worker" ADD COLUMN "browser_memory_mb" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "worker" ADD COLUMN "status" JSONB NOT NULL DEFAULT '{}';
