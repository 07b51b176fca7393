-- CreateTable: how far a try has come, for whoever watches it. Real runs write their steps once, at the end.
CREATE TABLE "try_step" (
    "batch_id" UUID NOT NULL,
    "no" SMALLINT NOT NULL,
    "verb" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "started_at_ms" INTEGER,
    "duration_ms" INTEGER,
    "message" TEXT,
    "screenshot_id" UUID,

    CONSTRAINT "try_step_pkey" PRIMARY KEY ("batch_id","no")
);

-- AddForeignKey
ALTER TABLE "try_step" ADD CONSTRAINT "try_step_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
