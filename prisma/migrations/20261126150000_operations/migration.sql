CREATE TYPE "operation_kind" AS ENUM ('retry', 'stop');

CREATE TABLE "batch_operation" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "kind" "operation_kind" NOT NULL,
    "selection" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "next_row" INTEGER NOT NULL DEFAULT 0,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "ended_at" TIMESTAMPTZ,

    CONSTRAINT "batch_operation_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "batch_operation_batch_id_created_at_idx" ON "batch_operation" ("batch_id", "created_at");
ALTER TABLE "batch_operation" ADD CONSTRAINT "batch_operation_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
