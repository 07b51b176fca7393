-- What each person has read of the events, and whether they are told of their own batches only.
CREATE TABLE "notification_read" (
    "user_id" TEXT NOT NULL,
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "notification_read_pkey" PRIMARY KEY ("user_id", "event_id")
);
ALTER TABLE "notification_read" ADD CONSTRAINT "notification_read_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "notification_preference" (
    "user_id" TEXT NOT NULL,
    "only_own" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "notification_preference" ADD CONSTRAINT "notification_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A hint to whoever looks; it is sent when the event is there.
CREATE FUNCTION tell_of_batch_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('furrow_event', '');
  RETURN NULL;
END $$;
CREATE TRIGGER "batch_event_told" AFTER INSERT ON "batch_event" FOR EACH ROW EXECUTE FUNCTION tell_of_batch_event();
