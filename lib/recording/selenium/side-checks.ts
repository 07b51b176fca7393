import { NotTaken } from '../not-taken';
import type { RecordedAction, RecordedCheck, RecordedTarget } from '../recording';
import type { SideCommand } from './side-schema';

type Check = (command: SideCommand) => RecordedAction;

/** The commands that look: assertions and waits for something. */
export function sideChecks(targetOf: (command: SideCommand) => RecordedTarget): Record<string, Check> {
  const look =
    (type: 'expect' | 'wait_for', also: (command: SideCommand) => RecordedCheck): Check =>
    (command) => ({ type, target: targetOf(command), also: also(command) });
  const both = (name: string, also: (command: SideCommand) => RecordedCheck): Record<string, Check> => ({
    [`assert${name}`]: look('expect', also),
    [`verify${name}`]: look('expect', also),
  });
  const text = ({ value }: SideCommand): RecordedCheck => {
    if (value.trim() === '') throw new NotTaken('an empty text');
    return { text: value };
  };
  const nothing = (): RecordedCheck => ({});
  const hidden = (): RecordedCheck => ({ hidden: true });
  return {
    ...both('Text', text),
    ...both('ElementPresent', nothing),
    ...both('ElementNotPresent', hidden),
    ...both('Value', ({ value }) => ({ value })),
    ...both('Checked', () => ({ checked: true })),
    ...both('NotChecked', () => ({ checked: false })),
    ...both('Editable', () => ({ enabled: true })),
    ...both('NotEditable', () => ({ enabled: false })),
    ...both('SelectedValue', ({ value }) => ({ value })),
    waitForElementVisible: look('wait_for', nothing),
    waitForElementPresent: look('wait_for', nothing),
    waitForElementEditable: look('wait_for', nothing),
    waitForElementNotVisible: look('wait_for', hidden),
    waitForElementNotPresent: look('wait_for', hidden),
    waitForText: look('wait_for', text),
  };
}
