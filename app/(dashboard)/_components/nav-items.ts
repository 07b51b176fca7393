import { CalendarClock, CircleHelp, Cpu, type LucideIcon, Rows3, Settings, Workflow } from 'lucide-react';

/** The places of the dashboard, in the side bar and, on a phone, in the bottom bar: there is room for four of them there. */
export const NAV_ITEMS: readonly NavItem[] = [
  { href: '/', label: 'Batches', icon: Rows3, below: '/batches' },
  { href: '/unconfirmed', label: 'Unconfirmed', icon: CircleHelp, below: '/unconfirmed' },
  { href: '/schedules', label: 'Schedules', icon: CalendarClock, below: '/schedules' },
  { href: '/automations', label: 'Automations', icon: Workflow, below: '/automations' },
  { href: '/workers', label: 'Workers', icon: Cpu, below: '/workers', isSeldom: true },
  { href: '/settings', label: 'Settings', icon: Settings, below: '/settings', isSeldom: true },
];

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Where the pages of this place lie. */
  readonly below: string;
  /** On a phone it stands in a menu. */
  readonly isSeldom?: boolean;
}

export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname === item.below || pathname.startsWith(`${item.below}/`);
}
