/** How long persons take to be computed, a changed record to be seen, and a search to answer, as the base grows. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { followCustomers, openStore, searchPersons, type Store } from '@cartograph/host'
import { measureSync } from './command.ts'
import { benchCustomer, writeCustomers } from './customers-file.ts'
import { tableLines } from './columns.ts'

export interface CustomersRun {
  readonly customers: number
  /** Of each record, when all are computed for the first time. */
  readonly firstMs: number
  /** Of each record that changed afterwards. */
  readonly changedMs: number
  readonly changed: number
  readonly searches: readonly SearchFigures[]
}

export interface SearchFigures {
  readonly what: string
  readonly found: number
  /** Half of the searches took no longer, and of twenty nineteen. */
  readonly medianMs: number
  readonly slowMs: number
}

const repeats = 20
const shownPersons = 20
/** Every so many-th record changes. */
const changedEvery = 100

/** Measures bases of several sizes, each in a store of its own. */
export async function measureCustomers(
  sizes: readonly number[],
  /** Default: a new SQLite file. In a database each size is an organisation of its own. */
  store?: string,
): Promise<readonly CustomersRun[]> {
  const runs: CustomersRun[] = []
  for (const size of sizes) runs.push(await measured(size, store))
  return runs
}

async function measured(size: number, place: string | undefined): Promise<CustomersRun> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-customers-'))
  const address = place ?? join(folder, 'cartograph.db')
  const organisation = `bench${size}-${process.pid}`
  const { signal } = new AbortController()
  const follow = async () => {
    const store = await openStore({ store: address, organisation })
    const beganAt = performance.now()
    const { rows } = await followCustomers(store, { signal })
    return { store, rows, ms: (performance.now() - beganAt) / Math.max(1, rows) }
  }
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), configurationOf(address, organisation))
    await writeCustomers(join(folder, 'customers.ndjson'), size)
    await measureSync(folder)
    const first = await follow()
    await first.store.close()
    await writeCustomers(join(folder, 'customers.ndjson'), size, { every: changedEvery, change: 1 })
    await measureSync(folder)
    const second = await follow()
    const searches: SearchFigures[] = []
    for (const [what, query] of queries(size))
      searches.push(await measureSearch(second.store, what, query))
    await second.store.close()
    return {
      customers: size,
      firstMs: first.ms,
      changedMs: second.ms,
      changed: second.rows,
      searches,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureSearch(store: Store, what: string, query: string): Promise<SearchFigures> {
  const times: number[] = []
  let found = 0
  while (times.length < repeats) {
    const beganAt = performance.now()
    const { persons } = await store.read((dialect, org) =>
      searchPersons(dialect, org, query, shownPersons),
    )
    times.push(performance.now() - beganAt)
    found = persons.length
  }
  const sorted = times.toSorted((one, other) => one - other)
  return {
    what,
    found,
    medianMs: sorted[Math.floor(repeats / 2)] ?? 0,
    slowMs: sorted[Math.ceil(repeats * 0.95) - 1] ?? 0,
  }
}

function queries(size: number): readonly (readonly [what: string, query: string])[] {
  const { first, last, email, phone, born } = benchCustomer(
    Math.floor(size / 2) - (Math.floor(size / 2) % 3),
  )
  const common = benchCustomer(0).first
  return [
    ['a whole name', `${first} ${last}`],
    ['a name with a mistake', `${first} ${last.slice(0, 2)}${last.slice(3)}`],
    ['the beginning of a name', last.slice(0, 3)],
    ['a frequent first name', common],
    ['an e-mail address', email],
    ['a phone number', phone.slice(3)],
    ['a first name and a year', `${first} born:${born.slice(0, 4)}`],
    ['half of all', 'gender:female'],
    ['half of all, and a place', `gender:female ${benchCustomer(3).city}`],
  ]
}

export function customersTable(runs: readonly CustomersRun[]): string {
  return [
    'Customers of a shop and a till, put together and made searchable:',
    ...tableLines<CustomersRun>(
      [
        ['records', ({ customers }) => String(customers)],
        ['a record at first', ({ firstMs }) => ms(firstMs)],
        ['a changed record', ({ changedMs }) => ms(changedMs)],
        ['changed', ({ changed }) => String(changed)],
      ],
      runs,
    ),
    ...runs.flatMap(({ customers, searches }) => [
      '',
      ...tableLines<SearchFigures>(
        [
          [`search among ${customers}`, ({ what }) => what],
          ['found', ({ found }) => String(found)],
          ['median', ({ medianMs }) => ms(medianMs)],
          ['19 of 20', ({ slowMs }) => ms(slowMs)],
        ],
        searches,
      ),
    ]),
  ].join('\n')
}

function configurationOf(store: string, organisation: string): string {
  return `
version: 1
organisation: ${organisation}
store: ${JSON.stringify(store)}
connections:
  files:
    connector: file
    config:
      sources:
        customers: { path: ./customers.ndjson, key: [id] }
    mappings:
      - id: customer
        from: { connector: file, stream: customers }
        to: { entity: customer }
        fields:
          id: $.id
          email: { $email: $.email }
          phone: $.phone
          firstName: $.first
          lastName: $.last
          gender: $.gender
          birthDate: $.born
          address: { city: $.city }
          tags: [$.tier]
          createdAt: $.created
`
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`
}
