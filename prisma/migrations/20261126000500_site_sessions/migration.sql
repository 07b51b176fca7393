-- Stored logins at target sites. The state (cookies, local storage) is sealed as secrets are, bound to the name
-- `session:<name>`; the inputs may name secrets, never hold one.
CREATE TABLE "site_session" (
    "name" TEXT NOT NULL,
    "automation_name" TEXT NOT NULL,
    "inputs" JSONB NOT NULL DEFAULT '{}',
    "description" TEXT,
    "ciphertext" BYTEA,
    "nonce" BYTEA,
    "tag" BYTEA,
    "key_id" TEXT,
    "state_version" INTEGER NOT NULL DEFAULT 0,
    "signed_in_at" TIMESTAMPTZ,
    "confirmed_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "failure" JSONB,
    "failed_at" TIMESTAMPTZ,
    "locked_by" UUID,
    "locked_until" TIMESTAMPTZ,
    "author_id" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_session_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "site_session_name_check" CHECK ("name" ~ '^[a-z0-9_-]{1,100}$'),
    CONSTRAINT "site_session_state_check"
        CHECK (num_nulls("ciphertext", "nonce", "tag", "key_id") IN (0, 4)),
    CONSTRAINT "site_session_lock_check" CHECK (num_nulls("locked_by", "locked_until") IN (0, 2))
);
