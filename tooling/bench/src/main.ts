/**
 * The benchmarks, each in one run on one input: `npm run bench [-- --json] [--orders N] [--records N]`.
 *
 * `npm run bench -- all [--only NAME,NAME] [--small] [--times N]` measures what is promised, keeps the figures in `results` and writes
 * `docs/benchmarks.md` from them; `--small` only shows that everything works, and keeps nothing. `page` writes the page alone.
 * `npm run bench -- profile --name NAME [--objects N] [--postgres]` keeps in `results/profiles` where the time of a back-fill goes;
 * with `--webhooks`, where the time of taking ten seconds of webhooks goes, a thousand a second.
 * `npm run bench -- shop [--orders N] [--profiles FOLDER]` reads a simulated shop; `retail` has one sell
 * what stands in the file that `RETAIL_CSV` names, as docs/examples/retail has it, and fails where the totals differ.
 * `npm run bench -- stripe [--objects N] [--times N] [--store POSTGRES] [--profiles FOLDER]` reads as many customers as charges of a
 * simulated Stripe account, and of one that is so many times as large (default: 10), into SQLite or the database that is named, and
 * says how much more memory the larger one took.
 * `npm run bench -- served [--objects N]` makes a document of so many items, and one of a tenth of them.
 * `npm run bench -- feeds [--variants N]` makes a product feed of so many variants (default: 500,000) in each form, and reads each back.
 * `npm run bench -- lanes [--changes N] [--store POSTGRES] [--workers N]` measures how soon a change in a shop is at a sink, without and
 * with a slow vendor and a dead sink beside it.
 * `npm run bench -- workers [--objects N] [--workers N]` has one worker read a simulated Stripe account into a PostgreSQL of its own, then
 * several (default: 4), two of which are killed, then all of them as fast as the account's limits let them.
 * `npm run bench -- peers [--objects N] [--times N] [--only NAME]` reads so many customers and as many charges into PostgreSQL, by us, by
 * packages that do the same (installed the first time, from the registry), and without any engine. `CONTEST_OPENAPI` names the description
 * of Stripe's API that one of them needs.
 * `npm run bench -- isolation [--objects N]` reads and writes with connectors in the host and in processes of their own.
 * `npm run bench -- figures [--orders N] [--store POSTGRES]` makes the sums of so many orders (default: a million) and asks what dashboards ask.
 * `npm run bench -- segments [--orders N] [--store POSTGRES]` makes the segments of so many orders, of a third as many customers (default: three
 * million), and counts what merchants count.
 * `npm run bench -- till [--customers N] [--store POSTGRES]` asks for cards of customers, of whom there are a million unless it is said.
 * `npm run bench -- tenants [--organisations N] [--orders N]` fills a PostgreSQL of its own, and measures what many organisations cost.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildHost } from './built-host.ts'
import { feedsTable } from './feeds-table.ts'
import { measureFeeds } from './feeds.ts'
import { figuresTable } from './figures-table.ts'
import { measureFigures } from './figures.ts'
import { isolationTable } from './isolation-table.ts'
import { measureIsolation } from './isolation.ts'
import { lanesTable } from './lanes-table.ts'
import { measureLanes } from './lanes.ts'
import { customersTable, measureCustomers } from './customers.ts'
import { loadingTable, measureLoading } from './loading.ts'
import { openLanguages } from './mapping-languages.ts'
import { mappingTable, measureMapping } from './mapping.ts'
import { measureRetail, retailTable } from './retail.ts'
import { segmentsTable } from './segments-table.ts'
import { measureSegments } from './segments.ts'
import { servedTable } from './served-table.ts'
import { measureServed } from './served.ts'
import { shopTable } from './shop-table.ts'
import { measureShop } from './shop.ts'
import { measureAll } from './measure-all.ts'
import { resultsFolder, writePage } from './page/write-page.ts'
import { measurePeers } from './peers/measure-peers.ts'
import { peersTable } from './peers/peers-table.ts'
import { measureProfile } from './profiles/measure-profile.ts'
import { measureWebhooksProfile } from './profiles/measure-webhooks-profile.ts'
import { stripeTable } from './stripe-table.ts'
import { measureStripe } from './stripe.ts'
import { subjects } from './subjects.ts'
import { tenantsTable } from './tenants-table.ts'
import { measureTenants } from './tenants.ts'
import { measureTill, tillTable } from './till.ts'
import { workersTable } from './workers-table.ts'
import { measureWorkers } from './workers.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changes: { type: 'string', default: '60' },
    customers: { type: 'string', default: '10000,100000,1000000' },
    json: { type: 'boolean', default: false },
    objects: { type: 'string' },
    name: { type: 'string', default: 'stripe' },
    only: { type: 'string', default: '' },
    orders: { type: 'string' },
    organisations: { type: 'string', default: '1000' },
    postgres: { type: 'boolean', default: false },
    profiles: { type: 'string' },
    records: { type: 'string', default: '200000' },
    small: { type: 'boolean', default: false },
    store: { type: 'string' },
    times: { type: 'string' },
    variants: { type: 'string', default: '500000' },
    webhooks: { type: 'boolean', default: false },
    workers: { type: 'string', default: '0' },
  },
})
const { json, orders, profiles } = values
const objectCount = Number(values.objects ?? 20_000)

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  async all() {
    const isSmall = values.small
    const names = values.only === '' ? Object.keys(subjects) : values.only.split(',')
    const unknown = names.find((name) => !Object.hasOwn(subjects, name))
    if (unknown !== undefined) {
      console.error(
        `There is no subject ${unknown}; there are ${Object.keys(subjects).join(', ')}.`,
      )
      process.exitCode = 2
      return
    }
    const folder = isSmall ? mkdtempSync(join(tmpdir(), 'cartograph-bench-')) : resultsFolder
    try {
      const isRight = await measureAll(
        names,
        {
          isSmall,
          times: Number(values.times ?? (isSmall ? 1 : 3)),
          retailFile: process.env['RETAIL_CSV'],
        },
        { folder, say: console.log },
      )
      if (!isRight) process.exitCode = 1
    } finally {
      if (isSmall) rmSync(folder, { recursive: true })
      else writePage()
    }
  },
  async page() {
    writePage()
  },
  async profile() {
    const folder = join(resultsFolder, 'profiles')
    const { name, postgres: isPostgres } = values
    const text = values.webhooks
      ? measureWebhooksProfile(1000, { lengthMs: 10_000, name, folder })
      : measureProfile(objectCount, { name, isPostgres, folder })
    console.log(await text)
  },
  async speed() {
    const mapping = await measureMapping(Number(values.records), openLanguages())
    const loading = await measureLoading(Number(orders ?? 60_000))
    tell({ mapping, loading }, () => `${mappingTable(mapping)}\n\n${loadingTable(loading)}`)
  },
  async shop() {
    const figures = await measureShop(
      Number(orders ?? 2000),
      profiles === undefined ? {} : { profiles },
    )
    tell(figures, () => shopTable(figures))
  },
  async stripe() {
    const figures = await measureStripe(objectCount, {
      times: Number(values.times ?? 10),
      ...(profiles !== undefined && { profiles }),
      ...(values.store !== undefined && { store: values.store }),
    })
    tell(figures, () => stripeTable(figures))
  },
  async lanes() {
    const figures = await measureLanes(Number(values.changes), {
      workers: Number(values.workers),
      ...(values.store !== undefined && { store: values.store }),
    })
    tell(figures, () => lanesTable(figures))
  },
  async workers() {
    const figures = await measureWorkers(
      Number(values.objects ?? 200_000),
      values.workers === '0' ? {} : { workers: Number(values.workers) },
    )
    tell(figures, () => workersTable(figures))
    if (figures.runs.some(({ isSame }) => !isSame)) process.exitCode = 1
  },
  async peers() {
    const figures = await measurePeers(objectCount, {
      times: Number(values.times ?? 3),
      only: values.only,
    })
    tell(figures, () => peersTable(figures))
    if (figures.runs.some(({ isSame }) => !isSame)) process.exitCode = 1
  },
  async isolation() {
    const figures = await measureIsolation(objectCount)
    tell(figures, () => isolationTable(figures))
  },
  async served() {
    const figures = await measureServed([Math.ceil(objectCount / 10), objectCount])
    tell(figures, () => servedTable(figures))
  },
  async feeds() {
    const figures = await measureFeeds(Number(values.variants))
    tell(figures, () => feedsTable(figures))
    if (figures.feeds.some(({ isSame, broken }) => !isSame || broken > 0)) process.exitCode = 1
  },
  async tenants() {
    const figures = await measureTenants(Number(values.organisations), Number(orders ?? 300_000))
    tell(figures, () => tenantsTable(figures))
  },
  async figures() {
    const figures = await measureFigures(Number(orders ?? 1_000_000), values.store)
    tell(figures, () => figuresTable(figures))
  },
  async segments() {
    const figures = await measureSegments(Number(orders ?? 3_000_000), values.store)
    tell(figures, () => segmentsTable(figures))
  },
  async customers() {
    const figures = await measureCustomers(values.customers.split(',').map(Number), values.store)
    tell(figures, () => customersTable(figures))
  },
  async till() {
    const [customers = '1000000'] = values.customers.split(',').toReversed()
    const figures = await measureTill(
      Number(customers),
      values.store === undefined ? {} : { store: values.store },
    )
    tell(figures, () => tillTable(figures))
  },
  async retail() {
    const path = process.env['RETAIL_CSV']
    if (path === undefined) {
      console.error(
        'Left out: RETAIL_CSV names no file. docs/examples/retail says where to get it.',
      )
      return
    }
    const figures = await measureRetail(path)
    tell(figures, () => retailTable(figures))
    if (!figures.isSame) process.exitCode = 1
  },
}

const [name = 'speed'] = positionals
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
if (benchmark === undefined) {
  console.error(`There is no benchmark ${name}; there are ${Object.keys(benchmarks).join(', ')}.`)
  process.exitCode = 2
} else {
  if (name !== 'page') buildHost()
  await benchmark()
}

function tell(figures: object, table: () => string): void {
  console.log(json ? JSON.stringify(figures) : table())
}
