import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What the table can be sorted by here. */
  readonly sortBy?: (row: Row) => string | number
  /** Numbers stand right, so that their digits stand below each other. */
  readonly align?: 'right'
  /** Left out where there is no room. */
  readonly wide?: boolean
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
})

/** Rows of one kind. `label` says what they are; it is read, and not seen. */
export function Table<Row extends object>({
  label,
  columns,
  rows,
  keyOf,
}: {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}) {
  const shown = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const defined = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    return helper.columns(
      columns.map(({ id, header, sortBy }) =>
        helper.accessor((row) => sortBy?.(row) ?? '', {
          id,
          header,
          enableSorting: sortBy !== undefined,
          sortUndefined: 'last',
        }),
      ),
    )
  }, [columns])
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({ features, columns: defined, data, getRowId: keyOf })
  const look = (id: string) => {
    const column = shown.get(id)
    const align = column?.align === 'right' ? 'text-right tabular-nums' : 'text-left'
    return `${align} ${column?.wide === true ? 'max-md:hidden' : ''}`
  }
  return (
    <div
      role="region"
      aria-label={label}
      // It may be wider than the page, and is then moved by the arrow keys; what is only read in it stays inside too.
      tabIndex={0}
      className="relative overflow-x-auto -outline-offset-2"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="border-b border-line">
              {group.headers.map(({ id, column }) => (
                <HeaderCell
                  key={id}
                  title={shown.get(id)?.header ?? ''}
                  look={look(id)}
                  isRight={shown.get(id)?.align === 'right'}
                  sorted={column.getIsSorted()}
                  onSort={column.getCanSort() ? () => column.toggleSorting() : undefined}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="border-b border-line last:border-0 hover:bg-fill/50">
              {columns.map(({ id, cell }) => (
                <td
                  key={id}
                  className={`px-2.5 py-2.5 align-middle first:min-w-28 first:pl-4 last:pr-4 sm:px-4 first:sm:pl-5 last:sm:pr-5 ${look(id)}`}
                >
                  {cell(row.original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeaderCell({
  title,
  look,
  isRight,
  sorted,
  onSort,
}: {
  readonly title: string
  readonly look: string
  readonly isRight: boolean
  readonly sorted: false | 'asc' | 'desc'
  readonly onSort: (() => void) | undefined
}) {
  const order = sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'
  return (
    <th
      scope="col"
      aria-sort={order}
      className={`px-2.5 py-2 text-xs font-medium whitespace-nowrap text-faint first:pl-4 last:pr-4 sm:px-4 first:sm:pl-5 last:sm:pr-5 ${look}`}
    >
      {onSort === undefined ? (
        title
      ) : (
        <button
          type="button"
          onClick={onSort}
          className={`-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:text-text ${isRight ? 'flex-row-reverse' : ''}`}
        >
          {title}
          {sorted === 'asc' && <ArrowUp aria-hidden size={12} />}
          {sorted === 'desc' && <ArrowDown aria-hidden size={12} />}
        </button>
      )}
    </th>
  )
}
