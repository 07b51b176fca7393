import { createHash } from 'node:crypto';
import { type ParseOptions, parseAutomation } from '../../automation/parse-automation';
import type { Automation } from '../../automation/schema';
import { writeAudit } from '../../db/audit';
import { newId } from '../../db/new-id';
import { isUniqueViolation } from '../../db/unique-violation';
import { ConflictError, ValidationError } from '../../domain/errors';
import { actorUserId, type Context } from '../context';
import { secretNames } from '../secrets/secret-names';
import { findUsable } from './find-usable';
import { type AutomationView, getAutomation } from './get-automation';

export interface SaveAutomationInput {
  /** The YAML document. */
  readonly source: string;
  /** When given, the document must bear this name: an editor saves what it opened. */
  readonly name?: string | undefined;
  /** Shown in messages. */
  readonly fileName?: string | undefined;
}

/**
 * Checks an automation and keeps it as a new version; text that is already the newest version adds none.
 * @throws ValidationError `automation_invalid` or `secret_unknown`, every fault's line and column in `details.errors`.
 */
export async function saveAutomation(context: Context, input: SaveAutomationInput): Promise<AutomationView> {
  const { automation, resolved } = await requireSound(context, input.source, input.fileName);
  if (input.name !== undefined && input.name !== automation.name) {
    throw new ConflictError(
      'automation_name_conflict',
      `The document is named ${automation.name}, not ${input.name}: change its name back, or save it as a new automation.`,
    );
  }
  const sha256 = createHash('sha256').update(input.source).digest('hex');
  const found = await context.db.prisma.automation.findUnique({ where: { name: automation.name } });
  const newest = found && (await getAutomation(context, { name: found.name }));
  if (newest?.sha256 === sha256 && newest.resolved === (resolved ?? input.source)) return newest;
  const version = (found?.latestVersion ?? 0) + 1;
  const document = { automation, source: input.source, resolved, sha256 };
  try {
    await writeVersion(context, { id: found?.id ?? newId(), isNew: !found, version, ...document });
  } catch (error) {
    // Somebody saved the same name at this moment: look again at what is the newest now. Each try means one more version.
    if (isUniqueViolation(error)) return saveAutomation(context, input);
    throw error;
  }
  await writeAudit(context.db, context.actor, {
    action: 'automation.save',
    entity: 'automation',
    entityId: automation.name,
    details: { version },
  });
  return getAutomation(context, { name: automation.name });
}

interface NewVersion {
  readonly id: string;
  readonly isNew: boolean;
  readonly version: number;
  readonly automation: Automation;
  readonly source: string;
  readonly resolved: string | null;
  readonly sha256: string;
}

async function writeVersion(context: Context, next: NewVersion): Promise<void> {
  const { id, version, automation, source, resolved, sha256 } = next;
  const { name, title, effect, verify } = automation;
  const authorId = actorUserId(context.actor);
  await context.db.prisma.$transaction(async (tx) => {
    if (next.isNew) {
      await tx.automation.create({ data: { id, name, title, latestVersion: 1, ownerId: authorId } });
    }
    await tx.automationVersion.create({
      data: {
        ...{ automationId: id, version, source, resolvedSource: resolved, sha256, effect, authorId },
        settleSeconds: verify?.settleSeconds ?? null,
        rerunsNotFound: verify?.onNotFound === 'rerun',
      },
    });
    await tx.automation.update({
      where: { id },
      data: { title, latestVersion: version, updatedAt: new Date(), archivedAt: null },
    });
  });
}

/** The document with everything checked that needs the database. @throws ValidationError as requireValid */
async function requireSound(
  { db, allowsEvaluate = false }: Pick<Context, 'db' | 'allowsEvaluate'>,
  source: string,
  fileName?: string,
) {
  const [secrets, usable] = await Promise.all([secretNames(db), findUsable(db, source)]);
  return requireValid(source, fileName, secrets, { usable, allowsEvaluate });
}

/**
 * Parses a document; with `secrets` it must name no other. @throws ValidationError `automation_invalid`, or
 * `secret_unknown` when nothing else is wrong: first fault in the message, all in details.
 */
export function requireValid(
  source: string,
  fileName = 'automation',
  secrets?: ReadonlySet<string>,
  options: Pick<ParseOptions, 'usable' | 'allowsEvaluate'> = {},
) {
  const parsed = parseAutomation(source, { fileName, secrets, ...options });
  if (parsed.ok) return parsed;
  const first = parsed.problems[0];
  const place = first ? `${fileName}:${first.line}:${first.column}: ${first.message}` : fileName;
  const more = parsed.problems.length > 1 ? ` (and ${parsed.problems.length - 1} more)` : '';
  const isAboutSecrets = parsed.problems.every(({ code }) => code === 'secret_unknown');
  const code = isAboutSecrets ? 'secret_unknown' : 'automation_invalid';
  throw new ValidationError(code, `${place}${more}`, { errors: parsed.problems });
}
