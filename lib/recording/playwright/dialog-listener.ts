import { NotTaken } from '../not-taken';
import type { RecordedAction } from '../recording';
import { type Link, stringOf } from '../script/script';

/** How messages of the page are answered: `page.once('dialog', (dialog) => dialog.accept())`. @throws NotTaken */
export function listenerAction({ args }: Link): RecordedAction {
  const [event, handler] = args ?? [];
  if (stringOf(event) !== 'dialog' || handler?.type !== 'function') {
    throw new NotTaken(`it listens to ${stringOf(event) ?? 'something'}`);
  }
  const calls = handler.body.flatMap(({ value }) => (value.type === 'chain' ? value.chain.links : []));
  const accept = calls.find(({ name }) => name === 'accept');
  if (!accept && !calls.some(({ name }) => name === 'dismiss'))
    throw new NotTaken('the message is not answered');
  const text = stringOf(accept?.args?.[0]);
  return { type: 'dialog', answer: accept ? 'accept' : 'dismiss', ...(text !== null && { text }) };
}
