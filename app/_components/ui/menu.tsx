'use client';

import { Check } from 'lucide-react';
import { type DropdownMenu, Slot } from 'radix-ui';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from 'react';
import { cn } from './cn';
import { Later, laterPart } from './later-part';
import { type MenuProps, useMenuParts } from './menu-parts';

const opened = laterPart(() => import('./opened-menu').then((module) => module.OpenedMenu));

const itemStyle =
  'flex cursor-pointer select-none items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-disabled:cursor-not-allowed data-disabled:opacity-50 data-highlighted:bg-wash [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted';

/** Until it is opened first it is its button alone: what opens and places it is fetched then. */
export function Menu(props: MenuProps) {
  const [isOpened, setIsOpened] = useState(false);
  const open = async () => setIsOpened(await opened.fetch());
  if (isOpened) return <Later part={opened} {...props} onClose={() => setIsOpened(false)} />;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    void open();
  };
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      {...opened.fetchOn}
      onClick={() => void open()}
      onKeyDown={press}
    >
      {props.trigger}
    </Slot.Root>
  );
}

interface MenuItemProps extends ComponentProps<typeof DropdownMenu.Item> {
  readonly isDangerous?: boolean;
}

export function MenuItem({ className, isDangerous, ...rest }: MenuItemProps) {
  const { Item } = useMenuParts();
  return (
    <Item className={cn(itemStyle, isDangerous && 'text-danger [&_svg]:text-danger', className)} {...rest} />
  );
}

/** An item that is on or off; the menu stays open so that several can be changed. */
export function MenuCheckItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.CheckboxItem>) {
  const { CheckboxItem, ItemIndicator } = useMenuParts();
  return (
    <CheckboxItem
      className={cn(itemStyle, 'relative pl-8', className)}
      onSelect={(event) => event.preventDefault()}
      {...rest}
    >
      <ItemIndicator className="absolute left-2">
        <Check aria-hidden />
      </ItemIndicator>
      {children}
    </CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuParts();
  return <Label className="px-2 py-1.5 text-faint text-xs">{children}</Label>;
}

export function MenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator className="my-1 h-px bg-line" />;
}
