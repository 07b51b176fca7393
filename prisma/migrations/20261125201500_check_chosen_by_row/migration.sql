-- A check of a file whose rows choose their automation: each row against the newest version of what it names.
ALTER TABLE "upload_check" ADD COLUMN "chosen_by_row" BOOLEAN NOT NULL DEFAULT false;
