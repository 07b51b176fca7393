-- A webhook may have several secrets for a while: the present one, and older ones that sign beside it until they end.
CREATE TABLE "webhook_secret" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "tag" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "ends_at" TIMESTAMPTZ,

    CONSTRAINT "webhook_secret_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_secret_webhook_id_idx" ON "webhook_secret" ("webhook_id");
CREATE UNIQUE INDEX "webhook_secret_present_idx" ON "webhook_secret" ("webhook_id") WHERE "ends_at" IS NULL;
ALTER TABLE "webhook_secret" ADD CONSTRAINT "webhook_secret_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "webhook_secret" ("id", "webhook_id", "ciphertext", "nonce", "tag", "key_id", "created_at")
SELECT "id", "id", "ciphertext", "nonce", "tag", "key_id", "created_at" FROM "webhook";
ALTER TABLE "webhook" DROP COLUMN "ciphertext", DROP COLUMN "nonce", DROP COLUMN "tag", DROP COLUMN "key_id";

-- When a delivery that waits is sent next. Lists go by id, which rises with time.
ALTER TABLE "webhook_delivery" ADD COLUMN "next_attempt_at" TIMESTAMPTZ NOT NULL DEFAULT now();
DROP INDEX "webhook_delivery_webhook_id_created_at_idx";
CREATE INDEX "webhook_delivery_webhook_id_id_idx" ON "webhook_delivery" ("webhook_id", "id");
