/** What every row of a table has. Rows are replaced, never changed; instants are whole seconds in milliseconds. */
export interface Entry {
  readonly id: number
  readonly createdAt: number
  readonly modifiedAt: number
}

export type Ordering = 'id' | 'date' | 'modified'

export interface Table<Row extends Entry> {
  readonly size: number
  get(id: number): Row | undefined
  /** Adds a row, or puts it in the place of the one with its id. */
  put(row: Row): void
  remove(id: number): void
  /** All rows, ascending; ties by id, as the API breaks them. Not to be kept across a change. */
  sorted(by: Ordering): readonly Row[]
}

/** Rows by id, with an order by date and one by modification that are kept up once they were asked for. */
export function table<Row extends Entry>(): Table<Row> {
  const rows = new Map<number, Row>()
  const orders = new Map<Ordering, Row[]>()

  const take = (row: Row) => {
    for (const [by, order] of orders) order.splice(placeOf(order, by, row), 1)
  }
  const give = (row: Row) => {
    for (const [by, order] of orders) order.splice(placeOf(order, by, row), 0, row)
  }

  return {
    get size() {
      return rows.size
    },
    get: (id) => rows.get(id),
    put(row) {
      const before = rows.get(row.id)
      if (before !== undefined) take(before)
      rows.set(row.id, row)
      give(row)
    },
    remove(id) {
      const before = rows.get(id)
      if (before === undefined) return
      take(before)
      rows.delete(id)
    },
    sorted(by) {
      const known = orders.get(by)
      if (known !== undefined) return known
      const order = [...rows.values()].toSorted((one, other) => compared(by, one, other))
      orders.set(by, order)
      return order
    },
  }
}

export function timeOf(by: Ordering, row: Entry): number {
  if (by === 'id') return row.id
  return by === 'date' ? row.createdAt : row.modifiedAt
}

/** Position of the first row whose time is `from` or more. */
export function firstFrom(order: readonly Entry[], by: Ordering, from: number): number {
  return firstWhere(order, (row) => timeOf(by, row) >= from)
}

function placeOf(order: readonly Entry[], by: Ordering, row: Entry): number {
  return firstWhere(order, (other) => compared(by, other, row) >= 0)
}

function firstWhere(order: readonly Entry[], holds: (row: Entry) => boolean): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = order[middle]
    if (row !== undefined && holds(row)) high = middle
    else low = middle + 1
  }
  return low
}

function compared(by: Ordering, one: Entry, other: Entry): number {
  return timeOf(by, one) - timeOf(by, other) || one.id - other.id
}
