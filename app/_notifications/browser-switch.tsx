'use client';

import { useId } from 'react';
import { Label } from '@/app/_components/ui/label';
import { Switch } from '@/app/_components/ui/switch';
import { notifyFailed } from '@/app/_components/ui/toast';
import { type BrowserNotifications, turnBrowserNotifications } from './browser-notifications';
import { useBrowserNotifications } from './use-browser-notifications';

const WHY: Readonly<Record<BrowserNotifications, string>> = {
  unavailable: 'Needs https, or localhost.',
  blocked: 'Blocked for this site: allow notifications in the settings of the browser.',
  off: 'Also when no tab of Furrow is in view. The browser asks first.',
  on: 'Shown when no tab of Furrow is in view, in this browser.',
};

/** Turns notifications of the browser on and off; nothing else asks for the permission. */
export function BrowserSwitch() {
  const id = useId();
  const state = useBrowserNotifications();
  const turn = (isOn: boolean) =>
    turnBrowserNotifications(isOn).catch((error: unknown) => notifyFailed('The browser did not ask', error));
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <Label htmlFor={id} className="font-normal">
          Browser notifications
        </Label>
        <p id={`${id}-why`} className="text-pretty text-muted text-xs">
          {WHY[state]}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-why`}
        checked={state === 'on'}
        disabled={state === 'unavailable' || state === 'blocked'}
        onCheckedChange={(isOn) => void turn(isOn)}
      />
    </div>
  );
}
