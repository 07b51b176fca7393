-- The vault. Values are AES-256-GCM; the key is never in the database, key_id says which one it was.
CREATE TABLE "secret" (
    "name" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "tag" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "description" TEXT,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "secret_name_check" CHECK ("name" ~ '^[a-z0-9_-]{1,100}$')
);
