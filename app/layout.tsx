import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from './_components/providers';
import { inter } from './_theme/font';
import { parseTheme, THEME_COOKIE } from './_theme/theme';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Furrow', template: '%s · Furrow' },
  description: 'Runs one browser automation for every row of a CSV.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161412' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" className={inter.variable} data-theme={theme === 'system' ? undefined : theme}>
      <body className="min-h-dvh bg-canvas font-sans text-ink text-sm antialiased">
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
