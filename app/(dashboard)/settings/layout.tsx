import type { ReactNode } from 'react';
import { PageBody, PageHeader } from '@/app/_components/page-header';
import { SettingsTabs } from './_components/settings-tabs';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs />
      <PageBody>{children}</PageBody>
    </>
  );
}
