export const SETTINGS_PAGES = [
  { href: '/settings', label: 'General', isForAdmins: false },
  { href: '/settings/account', label: 'Account', isForAdmins: false },
  { href: '/settings/members', label: 'Members', isForAdmins: true },
  { href: '/settings/secrets', label: 'Secrets', isForAdmins: false },
  { href: '/settings/sessions', label: 'Sessions', isForAdmins: false },
  { href: '/settings/hosts', label: 'Hosts', isForAdmins: false },
  { href: '/settings/webhooks', label: 'Webhooks', isForAdmins: true },
  { href: '/settings/tokens', label: 'API tokens', isForAdmins: false },
] as const;
