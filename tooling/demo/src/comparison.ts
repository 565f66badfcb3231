import { moneyText, type Ledger, type Totals } from './ledger.ts'

/** One figure, as the business has it and as it was found elsewhere. */
interface Figure {
  readonly name: string
  readonly expected: string
  /** By place; a place that does not hold the figure is left out. */
  readonly found: Readonly<Record<string, string>>
  readonly ok: boolean
}

export interface Comparison {
  readonly ok: boolean
  readonly figures: readonly Figure[]
  /** The first records that differ, in words. */
  readonly differences: readonly string[]
}

export interface Place {
  readonly name: string
  readonly ledger: Ledger
  /** Whether refunds are there as records of their own. */
  readonly hasRefunds: boolean
}

const shownDifferences = 5

/** Compares every place with the truth: the counts, the sums, and each record. */
export function compare(truth: Ledger, places: readonly Place[]): Comparison {
  const ledgers = [truth, ...places.map(({ ledger }) => ledger)]
  const currencies = [
    ...new Set(ledgers.flatMap(({ totals }) => Array.from(totals.keys()))),
  ].toSorted()
  const connections = [
    ...new Set(ledgers.flatMap(({ orders }) => Array.from(orders.keys(), connectionOf))),
  ].toSorted()
  const withRefunds = places.filter(({ hasRefunds }) => hasRefunds)
  const figures = [
    figure('Orders', places, truth, ({ orders }) => String(orders.size)),
    ...connections.map((connection) =>
      figure(`Orders, ${connection}`, places, truth, ordersOf(connection)),
    ),
    figure('Customers', places, truth, ({ customers }) => String(customers.size)),
    figure('Refunds', withRefunds, truth, ({ refunds }) => String(refunds.size)),
    ...currencies.flatMap((currency) => [
      figure(
        `Ordered, ${currency}`,
        places,
        truth,
        sumOf(currency, ({ ordered }) => ordered),
      ),
      figure(
        `Given back, ${currency}`,
        places,
        truth,
        sumOf(currency, ({ refunded }) => refunded),
      ),
      figure(
        `Refunds, ${currency}`,
        withRefunds,
        truth,
        sumOf(currency, ({ refunds }) => refunds),
      ),
    ]),
  ]
  const differences = places.flatMap(({ name, ledger, hasRefunds }) => [
    ...differing(name, 'order', truth.orders, ledger.orders),
    ...differing(name, 'customer', namesOf(truth.customers), namesOf(ledger.customers)),
    ...(hasRefunds ? differing(name, 'refund', truth.refunds, ledger.refunds) : []),
  ])
  return {
    ok: figures.every(({ ok }) => ok) && differences.length === 0,
    figures,
    differences: differences.slice(0, shownDifferences),
  }
}

function figure(
  name: string,
  places: readonly Place[],
  truth: Ledger,
  read: (ledger: Ledger) => string,
): Figure {
  const expected = read(truth)
  const found = Object.fromEntries(places.map((place) => [place.name, read(place.ledger)]))
  return { name, expected, found, ok: Object.values(found).every((value) => value === expected) }
}

function sumOf(currency: string, pick: (totals: Totals) => bigint) {
  return ({ totals }: Ledger): string => {
    const sums = totals.get(currency)
    return moneyText(sums === undefined ? 0n : pick(sums), currency)
  }
}

function ordersOf(connection: string) {
  return ({ orders }: Ledger): string =>
    String(Array.from(orders.keys()).filter((id) => connectionOf(id) === connection).length)
}

/** An id in the store begins with the connection that it came through. */
function connectionOf(id: string): string {
  return id.slice(0, id.indexOf(':'))
}

function namesOf(ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...ids].map((id) => [id, 'there']))
}

function differing(
  place: string,
  what: string,
  truth: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): readonly string[] {
  const differences: string[] = []
  for (const id of new Set([...truth.keys(), ...found.keys()])) {
    const expected = truth.get(id) ?? 'nothing'
    const actual = found.get(id) ?? 'nothing'
    if (expected !== actual)
      differences.push(`${what} ${id}: expected ${expected}, ${place} has ${actual}`)
  }
  return differences
}
