-- What became of an automation's batches lately.
CREATE INDEX "batch_automation_id_started_at_idx" ON "batch" ("automation_id", "started_at");
