-- A pause that does not wait for running rows: workers give them back, unless they are past their commit.
ALTER TABLE "batch" ADD COLUMN "gives_back" BOOLEAN NOT NULL DEFAULT false;
