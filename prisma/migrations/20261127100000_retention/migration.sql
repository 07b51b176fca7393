-- A batch that was deleted is of this kind until all of it has been removed, stretch by stretch: whatever shows or changes
-- batches asks for kind 'run', so nothing shows half of one.
ALTER TYPE "batch_kind" ADD VALUE 'deleted';

ALTER TABLE "batch" ADD COLUMN "kept_at" TIMESTAMPTZ;
ALTER TABLE "batch" ADD COLUMN "decided_at" TIMESTAMPTZ;

-- What rows of deleted batches did under their keys, so that nothing is submitted again for having been deleted. No cells.
CREATE TABLE "done_key" (
    "automation_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "is_confirmed" BOOLEAN NOT NULL,
    "batch_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "ended_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "done_key_pkey" PRIMARY KEY ("automation_id", "key_hash")
);

ALTER TABLE "upload" ADD COLUMN "deleted_at" TIMESTAMPTZ;

-- A file that is being removed takes no batch and no schedule, however closely the two meet: as if it were gone already.
-- Whoever deletes a file locks its row before looking for what uses it, and this waits for that lock.
CREATE FUNCTION refuse_deleted_upload() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone TIMESTAMPTZ;
BEGIN
  SELECT deleted_at INTO gone FROM upload WHERE id = new.upload_id FOR KEY SHARE;
  IF gone IS NOT NULL THEN
    RAISE foreign_key_violation USING MESSAGE = 'The file is being deleted.';
  END IF;
  RETURN new;
END $$;

CREATE TRIGGER "batch_of_deleted_upload" BEFORE INSERT ON "batch" FOR EACH ROW EXECUTE FUNCTION refuse_deleted_upload();
CREATE TRIGGER "schedule_of_deleted_upload" BEFORE INSERT OR UPDATE OF "upload_id" ON "schedule" FOR EACH ROW
  WHEN (new.upload_id IS NOT NULL) EXECUTE FUNCTION refuse_deleted_upload();
