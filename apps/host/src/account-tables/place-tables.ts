import type { AccountTable } from './tables.ts'

export interface PlacedTable {
  readonly table: AccountTable
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const sizes = {
  margin: 24,
  headHeight: 30,
  rowHeight: 20,
  padding: 10,
  /** Between columns of tables, where the links run. */
  gapX: 84,
  gapY: 26,
  letter: 7,
  narrowest: 180,
  widest: 380,
  /** A column of tables that is higher goes on beside itself. */
  highest: 1_200,
} as const

/**
 * Where each table stands: what is referred to on the left of what refers to it, and tables without links below.
 *
 * The same tables give the same places.
 */
export function placeTables(tables: readonly AccountTable[]): readonly PlacedTable[] {
  const linked = linkedNames(tables)
  const depths = depthsOf(tables)
  const together = tables.filter(({ name }) => linked.has(name))
  const alone = tables.filter(({ name }) => !linked.has(name))
  const deepest = Math.max(-1, ...together.map(({ name }) => depths.get(name) ?? 0))
  const columns = Array.from({ length: deepest + 1 }, (_none, depth) =>
    together.filter(({ name }) => (depths.get(name) ?? 0) === depth),
  ).flatMap(inColumns)
  const { placed, right, bottom } = placeColumns(columns, sizes.margin)
  if (alone.length === 0) return placed
  const top = placed.length === 0 ? sizes.margin : bottom + 2 * sizes.gapY
  return [...placed, ...placeRows(alone, top, Math.max(right, 1_200))]
}

function placeColumns(columns: readonly (readonly AccountTable[])[], top: number) {
  const placed: PlacedTable[] = []
  let x: number = sizes.margin
  let bottom = top
  for (const column of columns) {
    const width = Math.max(...column.map(widthOf))
    let y = top
    for (const table of column) {
      const height = heightOf(table)
      placed.push({ table, x, y, width, height })
      y += height + sizes.gapY
    }
    bottom = Math.max(bottom, y - sizes.gapY)
    x += width + sizes.gapX
  }
  return { placed, right: x - sizes.gapX, bottom }
}

/** From left to right, and on below. */
function placeRows(
  tables: readonly AccountTable[],
  top: number,
  right: number,
): readonly PlacedTable[] {
  const placed: PlacedTable[] = []
  let x: number = sizes.margin
  let y = top
  let rowHeight = 0
  for (const table of tables) {
    const [width, height] = [widthOf(table), heightOf(table)]
    if (x > sizes.margin && x + width > right) {
      x = sizes.margin
      y += rowHeight + sizes.gapY
      rowHeight = 0
    }
    placed.push({ table, x, y, width, height })
    x += width + sizes.gapY
    rowHeight = Math.max(rowHeight, height)
  }
  return placed
}

function inColumns(tables: readonly AccountTable[]): readonly (readonly AccountTable[])[] {
  const columns: AccountTable[][] = []
  let height = 0
  for (const table of tables) {
    const own = heightOf(table) + sizes.gapY
    const last = columns.at(-1)
    if (last === undefined || height + own > sizes.highest) {
      columns.push([table])
      height = own
    } else {
      last.push(table)
      height += own
    }
  }
  return columns
}

function linkedNames(tables: readonly AccountTable[]): ReadonlySet<string> {
  const names = new Set(tables.map(({ name }) => name))
  const linked = new Set<string>()
  for (const { name, columns } of tables)
    for (const { refers } of columns)
      if (refers !== undefined && refers.table !== name && names.has(refers.table)) {
        linked.add(name)
        linked.add(refers.table)
      }
  return linked
}

/** How many tables stand before one at the most; tables that refer to each other in a circle stop where it closes. */
function depthsOf(tables: readonly AccountTable[]): ReadonlyMap<string, number> {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const depths = new Map<string, number>()
  const depthOf = (name: string, before: ReadonlySet<string>): number => {
    const known = depths.get(name)
    if (known !== undefined) return known
    const targets = (byName.get(name)?.columns ?? []).flatMap(({ refers }) =>
      refers === undefined || !byName.has(refers.table) || before.has(refers.table)
        ? []
        : [refers.table],
    )
    const within = new Set(before).add(name)
    const others = targets.filter((target) => target !== name)
    const depth = Math.max(-1, ...others.map((target) => depthOf(target, within))) + 1
    depths.set(name, depth)
    return depth
  }
  for (const { name } of tables) depthOf(name, new Set())
  return depths
}

function heightOf({ columns }: AccountTable): number {
  return sizes.headHeight + columns.length * sizes.rowHeight + sizes.padding
}

function widthOf({ name, id, note, columns }: AccountTable): number {
  const beside = note ?? (id === null || id === undefined ? '' : `#${id}`)
  // The name stands in bold.
  const head = name.length * 1.15 + beside.length + 3
  const longest = Math.max(head, ...columns.map((one) => one.name.length + one.type.length + 6))
  const width = Math.ceil(longest * sizes.letter) + 2 * sizes.padding
  return Math.min(sizes.widest, Math.max(sizes.narrowest, width))
}
