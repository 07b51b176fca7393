-- An address counts as confirmed when somebody other than its bearer named it: the administrator who invited exactly it or
-- made the account, or whoever set Furrow up. Addresses that people typed for themselves stay unconfirmed.
UPDATE "user" u
   SET "email_verified" = true
 WHERE EXISTS (
         SELECT FROM "audit_event" e
          WHERE e."entity" = 'user' AND e."entity_id" = u."id" AND e."action" = 'user.create')
    OR EXISTS (
         SELECT FROM "audit_event" e
           JOIN "invitation" i ON i."id"::text = e."entity_id"
          WHERE e."entity" = 'invitation' AND e."action" = 'invitation.accept' AND e."actor_id" = u."id"
            AND (i."is_setup" OR i."email" = u."email"));

-- A login at a provider belongs to one account, also when two requests bring it at once.
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");
