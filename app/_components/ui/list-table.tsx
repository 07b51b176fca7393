import { Fragment, type ReactNode } from 'react';
import { cn } from './cn';

export interface ListColumn<Item> {
  readonly head: string;
  readonly cell: (item: Item) => ReactNode;
  /** Names the item: on a phone it is the head of its block. */
  readonly isTitle?: boolean;
  /** Stands at the right. */
  readonly isNumber?: boolean;
  /** Of its cells: 'text-muted', 'max-w-72'. */
  readonly className?: string;
}

interface ListTableProps<Item> {
  readonly label: string;
  readonly columns: readonly ListColumn<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Buttons at the end of a row; absent where nobody may do anything. */
  readonly actions?: ((item: Item) => ReactNode) | undefined;
  /** What stands below a row, over the whole width; null: nothing. */
  readonly below?: (item: Item) => ReactNode;
  readonly rowClassName?: string;
}

const HEAD = 'h-8 whitespace-nowrap px-3 font-normal text-faint text-xs first:pl-0 last:pr-0';
const ROW =
  'border-line border-b last:border-b-0 hover:bg-surface @max-2xl:flex @max-2xl:flex-col @max-2xl:py-2.5';
const CELL = 'h-10 px-3 py-1.5 align-middle first:pl-0 last:pr-0';
/** Where the columns have no room a row is a block: its title, then a line for each other cell, then its buttons. */
const NARROW_CELL =
  '@max-2xl:h-auto @max-2xl:min-w-0 @max-2xl:max-w-none @max-2xl:whitespace-normal @max-2xl:px-0 @max-2xl:py-0.5';
const NARROW_LINE = '@max-2xl:grid @max-2xl:grid-cols-[7rem_minmax(0,1fr)] @max-2xl:gap-x-3';

/** A plain table for short lists; DataTable is for long ones. */
export function ListTable<Item>({ label, columns, items, keyOf, actions, ...rest }: ListTableProps<Item>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section tabIndex={0} aria-label={label} className="@container relative overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse text-left text-sm @max-2xl:block">
        <thead className="@max-2xl:sr-only">
          <tr className="border-line border-b">
            {columns.map(({ head, isNumber }) => (
              <th key={head} scope="col" className={cn(HEAD, isNumber && 'text-right')}>
                {head}
              </th>
            ))}
            {actions ? (
              <th scope="col" className={cn(HEAD, 'w-px')}>
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="@max-2xl:block">
          {items.map((item) => (
            <ItemRows key={keyOf(item)} item={item} columns={columns} actions={actions} {...rest} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ItemRowsProps<Item> = Pick<ListTableProps<Item>, 'columns' | 'actions' | 'below' | 'rowClassName'> & {
  readonly item: Item;
};

function ItemRows<Item>({ item, columns, actions, below, rowClassName }: ItemRowsProps<Item>) {
  const under = below?.(item) ?? null;
  return (
    <Fragment>
      <tr className={cn(ROW, rowClassName)}>
        {columns.map((column, position) => (
          <ItemCell key={column.head} item={item} column={column} isFirst={position === 0} />
        ))}
        {actions ? (
          <td
            className={cn(
              CELL,
              NARROW_CELL,
              'whitespace-nowrap text-right @max-2xl:-ml-2.5 @max-2xl:flex @max-2xl:flex-wrap',
            )}
          >
            {actions(item)}
          </td>
        ) : null}
      </tr>
      {under === null ? null : (
        <tr className={ROW}>
          <td colSpan={columns.length + (actions ? 1 : 0)} className={cn(CELL, NARROW_CELL)}>
            {under}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

interface ItemCellProps<Item> {
  readonly item: Item;
  readonly column: ListColumn<Item>;
  readonly isFirst: boolean;
}

function ItemCell<Item>({ item, column, isFirst }: ItemCellProps<Item>) {
  const { head, cell, isTitle, isNumber, className } = column;
  const isNamed = !(isTitle ?? isFirst);
  return (
    <td
      className={cn(
        CELL,
        isNumber && 'text-right tabular-nums @max-2xl:text-left',
        className,
        NARROW_CELL,
        isNamed ? NARROW_LINE : '@max-2xl:order-first',
      )}
    >
      {isNamed ? (
        <span aria-hidden className="@2xl:hidden text-muted text-xs leading-5">
          {head}
        </span>
      ) : null}
      <div className="min-w-0">{cell(item)}</div>
    </td>
  );
}
