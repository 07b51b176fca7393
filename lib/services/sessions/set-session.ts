import { z } from 'zod';
import { parseAutomation } from '../../automation/parse-automation';
import { writeAudit } from '../../db/audit';
import { ConflictError, ValidationError } from '../../domain/errors';
import { sessionInputsSchema, sessionNameSchema } from '../../domain/session';
import { getAutomation } from '../automations/get-automation';
import { actorUserId, type Context } from '../context';
import { checkSession } from './check-session';
import { getSession, type SessionView } from './session-view';

const inputSchema = z.strictObject({
  name: sessionNameSchema,
  /** Its newest version signs in. */
  automation: z.string().min(1),
  inputs: sessionInputsSchema.default({}),
  description: z.string().trim().max(300).optional(),
});

/**
 * Stores how a login is made, or changes it. A login that was made in another way before is forgotten.
 * @throws ValidationError `session_invalid`; NotFoundError `automation_not_found`
 */
export async function setSession(
  context: Context,
  input: z.input<typeof inputSchema>,
): Promise<{ readonly isNew: boolean; readonly session: SessionView }> {
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) throw invalid(parsed.error);
  const { name, automation, inputs, description } = parsed.data;
  const { resolved } = await getAutomation(context, { name: automation });
  const read = parseAutomation(resolved, { fileName: automation });
  if (!read.ok) {
    throw new ConflictError('automation_invalid', `${automation} is not accepted any more: save it again.`);
  }
  await checkSession(context.db, read.automation, inputs);
  const { prisma } = context.db;
  const before = await prisma.siteSession.findUnique({ where: { name } });
  const how = { automationName: automation, inputs };
  const words = description === undefined ? {} : { description: description || null };
  const data = { ...how, ...words, authorId: actorUserId(context.actor), updatedAt: new Date() };
  await prisma.siteSession.upsert({
    where: { name },
    create: { name, ...data },
    update: { ...data, ...FORGOTTEN },
  });
  const action = before ? 'session.change' : 'session.create';
  await writeAudit(context.db, context.actor, { action, entity: 'session', entityId: name });
  return { isNew: !before, session: await getSession(context, { name }) };
}

const FORGOTTEN = {
  ...{ ciphertext: null, nonce: null, tag: null, keyId: null, failedAt: null },
  ...{ stateVersion: { increment: 1 }, signedInAt: null, confirmedAt: null },
};

function invalid(error: z.ZodError): ValidationError {
  const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const text = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new ValidationError('session_invalid', `The session cannot be stored: ${text}.`, { errors });
}
