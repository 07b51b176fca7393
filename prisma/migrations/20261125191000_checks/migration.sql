-- A check is started anew by raising its epoch: a worker that was thought lost writes nothing any more.
ALTER TABLE "upload_check" ADD COLUMN "epoch" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "dropped_count" INTEGER NOT NULL DEFAULT 0;

-- Faults of the file as a whole have no rows; values of secret inputs are not shown.
ALTER TABLE "check_group" ADD COLUMN "is_of_file" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "is_secret" BOOLEAN NOT NULL DEFAULT false;

-- The first row with the same key, for rows that repeat one.
ALTER TABLE "check_row" ADD COLUMN "is_dropped" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "same_key_row" INTEGER;

CREATE INDEX "check_row_same_key_idx" ON "check_row"("check_id", "row_index") WHERE "same_key_row" IS NOT NULL;
