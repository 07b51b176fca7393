import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { emailSchema } from '@/lib/domain/account';
import { ROLES } from '@/lib/domain/role';
import { pageSchema } from '@/lib/domain/wire/page';
import { createdInvitationSchema, invitationSchema, toInvitationJson } from '@/lib/domain/wire/people';
import { createInvitation } from '@/lib/services/invitations/create-invitation';
import { listInvitations } from '@/lib/services/invitations/list-invitations';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Invitations that can still be used, the newest first',
  permission: 'administer',
  answers: { 200: pageSchema(invitationSchema) },
  handle: async ({ context }) => {
    const invitations = await listInvitations(context);
    return jsonAnswer({ items: invitations.map(toInvitationJson), next_cursor: null });
  },
});

export const POST = withRoute({
  summary:
    'Invite a colleague with a one-time link, valid for 7 days; it is shown once, and mailed if it is for an address',
  permission: 'administer',
  showsSecret: true,
  body: z.strictObject({ role: z.enum(ROLES), email: emailSchema.optional() }),
  answers: { 201: createdInvitationSchema },
  handle: async ({ context, body }) => {
    const { url, token, mail, ...invitation } = await createInvitation(context, body);
    return jsonAnswer({ ...toInvitationJson(invitation), url, token, mail }, 201);
  },
});
