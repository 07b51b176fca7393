-- Who wants to be told of events by mail too; nobody until they say so.
ALTER TABLE "notification_preference" ADD COLUMN "by_mail" BOOLEAN NOT NULL DEFAULT false;
