import { CalendarClock, Cpu, Rows3, Settings, Workflow } from 'lucide-react';

/** The places of the dashboard, in the side bar and, on a phone, in the bottom bar. */
export const NAV_ITEMS = [
  { href: '/', label: 'Batches', icon: Rows3, below: '/batches' },
  { href: '/schedules', label: 'Schedules', icon: CalendarClock, below: '/schedules' },
  { href: '/automations', label: 'Automations', icon: Workflow, below: '/automations' },
  { href: '/workers', label: 'Workers', icon: Cpu, below: '/workers' },
  { href: '/settings', label: 'Settings', icon: Settings, below: '/settings' },
] as const;

export type NavItem = (typeof NAV_ITEMS)[number];

export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname === item.below || pathname.startsWith(`${item.below}/`);
}
