ALTER TABLE "batch" ADD COLUMN "tags" TEXT[] DEFAULT '{}', ADD COLUMN "archived_at" TIMESTAMPTZ;
CREATE INDEX "batch_tags_idx" ON "batch" USING gin ("tags");
