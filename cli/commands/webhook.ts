import { Command, Option } from 'commander';
import { EVENT_TYPES, type EventType, WEBHOOK_FORMATS, type WebhookFormat } from '../../lib/domain/webhook';
import {
  addWebhook,
  LOG_LENGTH,
  printLog,
  printWebhooks,
  removeWebhook,
  rotateSecret,
  sendTest,
  turnWebhook,
  withWebhook,
} from '../manage-webhooks';
import { parseDuration, parseList } from '../option-values';
import type { Session } from '../session';
import type { Terminal } from '../terminal';

interface AddOptions {
  readonly name: string;
  readonly format?: WebhookFormat;
  /** As typed: what is none of them is refused. */
  readonly events?: EventType[];
}

const turnOff = (session: Session, id: string) => turnWebhook(session, id, false);
const turnOn = (session: Session, id: string) => turnWebhook(session, id, true);
const ID = 'as "webhook list" shows it';

export function webhookCommand(terminal: Terminal): Command {
  const command = new Command('webhook');
  command
    .command('add')
    .description('add a webhook; the secret that signs its requests is printed once')
    .argument('<url>')
    .requiredOption('--name <text>', 'what it is for')
    .addOption(new Option('--format <format>', 'of what is sent').choices(WEBHOOK_FORMATS))
    .option('--events <list>', `of ${EVENT_TYPES.join(', ')} (default: all)`, parseList)
    .action((url: string, { name, format, events }: AddOptions) =>
      terminal.answer(() => addWebhook(terminal, { url, name, format, events })),
    );
  command
    .command('list')
    .description('all webhooks; never their secrets')
    .action(() => terminal.answer(() => printWebhooks(terminal)));
  command
    .command('rotate-secret')
    .description('give it another secret, which is printed once')
    .argument('<id>', ID)
    .option(
      '--keep-old <duration>',
      'how long the old one signs too, such as 2h (default: 1d)',
      parseDuration,
    )
    .action((id: string, options: { keepOld?: number }) =>
      terminal.answer(() => rotateSecret(terminal, id, options.keepOld)),
    );
  const verbs = [
    ['log', `what was sent to it: the newest ${LOG_LENGTH}`, printLog],
    ['test', 'send it a test, once', sendTest],
    ['off', 'send it nothing until it is switched on', turnOff],
    ['on', 'send to it again', turnOn],
    ['delete', 'delete it with its log', removeWebhook],
  ] as const;
  for (const [name, description, act] of verbs) {
    command
      .command(name)
      .description(description)
      .argument('<id>', ID)
      .action((id: string) => terminal.answer(() => withWebhook(terminal, id, act)));
  }
  return command;
}
