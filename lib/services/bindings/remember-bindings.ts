import { createHash } from 'node:crypto';
import { plainName } from '../../automation/plain-name';
import { type Bindings, bindingsSchema } from '../../domain/bindings';
import { actorUserId, type Context } from '../context';

/** Files whose headers differ only in case, accents and punctuation share it. */
function headerKey(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(plainName)))
    .digest('hex');
}

/** What fed the inputs the last time a file with these headers was used; empty when there was none. */
export async function recallBindings(
  context: Context,
  automation: string,
  headers: readonly string[],
): Promise<Bindings> {
  const found = await context.db.prisma.rememberedBinding.findFirst({
    where: { headerKey: headerKey(headers), automation: { name: automation } },
    select: { bindings: true },
  });
  const parsed = bindingsSchema.safeParse(found?.bindings ?? {});
  return parsed.success ? parsed.data : {};
}

/** Keeps what feeds the inputs for the next file with these headers. */
export async function rememberBindings(
  context: Context,
  automationId: string,
  headers: readonly string[],
  bindings: Bindings,
): Promise<void> {
  const key = { automationId, headerKey: headerKey(headers) };
  const kept = { bindings, authorId: actorUserId(context.actor), usedAt: new Date() };
  await context.db.prisma.rememberedBinding.upsert({
    where: { automationId_headerKey: key },
    create: { ...key, ...kept },
    update: kept,
  });
}
