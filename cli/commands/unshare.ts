import { Command } from 'commander';
import { NotFoundError } from '../../lib/domain/errors';
import type { Context } from '../../lib/services/context';
import { revokeShare, revokeShares } from '../../lib/services/shares/revoke-share';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

export function unshareCommand(terminal: Terminal): Command {
  return new Command('unshare')
    .argument('<id>', "the batch's id, or the id of one link")
    .action((id: string) =>
      terminal.answer(() =>
        withSession(terminal, async ({ context }) => {
          const revoked = await revoke(context, id);
          return { json: { id, revoked }, text: `${revoked} ${revoked === 1 ? 'link' : 'links'} ended` };
        }),
      ),
    );
}

async function revoke(context: Context, id: string): Promise<number> {
  try {
    return await revokeShares(context, { batchId: id });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  try {
    await revokeShare(context, { shareId: id });
    return 1;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new NotFoundError('share_not_found', `Neither a batch nor a link has the id ${id}`);
  }
}
