'use client';

import type { DropdownMenu } from 'radix-ui';
import { createContext, type ReactNode, useContext } from 'react';

export interface MenuProps {
  /** The button that opens the menu. */
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

type MenuParts = typeof DropdownMenu;

/** Radix's parts for what stands in a menu; they come with the menu that is open. */
export const MenuPartsContext = createContext<MenuParts | null>(null);

export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (parts === null) throw new Error('Items stand in a Menu.');
  return parts;
}
