-- What a fault of a file shows of its cell, what to do about it, and how often each kind occurs.
ALTER TABLE "upload_problem" ADD COLUMN "value" TEXT,
    ADD COLUMN "advice" TEXT;

ALTER TABLE "upload" ADD COLUMN "problem_groups" JSONB NOT NULL DEFAULT '[]';
