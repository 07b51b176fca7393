-- How numbers and dates of a column are read, and which row says so.
ALTER TABLE "upload_check" ADD COLUMN "readings" JSONB NOT NULL DEFAULT '[]';
