import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { webProcess } from '@/app/_server/web-process';
import { parseTheme, THEME_COOKIE } from '@/app/_theme/theme';
import { Facts } from './_components/facts';
import { Section } from './_components/section';
import { ThemeChoice } from './_components/theme-choice';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const { publicUrl } = await webProcess();
  return (
    <>
      <Section title="Appearance" description="Kept in this browser.">
        <ThemeChoice initial={theme} />
      </Section>
      <Section title="About this installation">
        <Facts publicUrl={publicUrl} />
      </Section>
    </>
  );
}
