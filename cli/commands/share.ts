import { Command } from 'commander';
import { toShareJson } from '../../lib/domain/wire/share';
import { createShare } from '../../lib/services/shares/create-share';
import { askPassword } from '../ask-password';
import { parseDuration, parseList } from '../option-values';
import { formatFields, type Output } from '../output';
import { withSession } from '../session';
import type { Terminal } from '../terminal';

interface ShareOptions {
  readonly expires?: number;
  readonly password?: boolean;
  readonly columns?: string[];
  readonly withArtifacts?: boolean;
}

export function shareCommand(terminal: Terminal): Command {
  return new Command('share')
    .argument('<id>', "the batch's id")
    .option('--expires <duration>', 'when it ends, such as 12h or 7d (default: never)', parseDuration)
    .option('--password', 'asks for a password; without a terminal, the first line of standard input')
    .option('--columns <names>', 'only these columns of the file, such as "Order no,City"', parseList)
    .option('--with-artifacts', 'with screenshots and other files')
    .action((batchId: string, options: ShareOptions) =>
      terminal.answer(() => share(terminal, batchId, options)),
    );
}

async function share(terminal: Terminal, batchId: string, options: ShareOptions): Promise<Output> {
  const password = options.password ? await askPassword(terminal, 'Password for the link: ') : undefined;
  return withSession(terminal, async ({ context }) => {
    const { columns, withArtifacts, expires: expiresInSeconds } = options;
    const input = { batchId, expiresInSeconds, password, columns, withArtifacts };
    const { share: made, url, token } = await createShare(context, input);
    const json = { ...toShareJson(made), url, token };
    return { json, text: formatFields({ url, expires: json.expires_at ?? 'never', id: made.id }) };
  });
}
