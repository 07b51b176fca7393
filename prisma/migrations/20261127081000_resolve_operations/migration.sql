-- A decision about very many unconfirmed rows is made in stretches, as a retry is. The resolution: what was decided, by whom.
ALTER TYPE "operation_kind" ADD VALUE 'resolve';
ALTER TABLE "batch_operation" ADD COLUMN "resolution" JSONB;
