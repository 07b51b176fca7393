import type { ReactNode } from 'react';
import { RoleProvider } from '@/app/_auth/actor-role';
import { requireActor } from '@/app/_auth/require-actor';
import { Keyboard } from '@/app/_keyboard/keyboard';
import { Notifications } from '@/app/_notifications/notifications';
import { BottomBar, SideBar } from './_components/navigation';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { name, role } = await requireActor();
  return (
    <RoleProvider role={role}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Notifications>
        <Keyboard>
          <div className="mx-auto flex max-w-[calc(1440px+12rem)]">
            <SideBar name={name} role={role} />
            <main id="content" tabIndex={-1} className="min-w-0 flex-1 pb-16 outline-none md:pb-0">
              {children}
            </main>
          </div>
          <BottomBar />
        </Keyboard>
      </Notifications>
    </RoleProvider>
  );
}
