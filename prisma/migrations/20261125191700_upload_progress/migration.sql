-- How long reading has taken so far says how long it will take; the fingerprint tells whether a file chosen again after
-- a reload is the one that arrived half.
ALTER TABLE "upload" ADD COLUMN "fingerprint" TEXT,
    ADD COLUMN "read_started_at" TIMESTAMPTZ;
