import type { Segment } from '../segments/index.ts'
import { readAutomations } from './automations.ts'
import { attributionOf } from './attribution.ts'
import { blotsOf } from './blots.ts'
import { readCarts } from './carts.ts'
import { checkValue } from './checked.ts'
import type { Configuration, Connection, Delivery } from './configuration.ts'
import { readConnection } from './connections.ts'
import { readCustomers } from './customers.ts'
import { readDashboards } from './dashboards.ts'
import { readDelivery } from './deliveries.ts'
import { entriesOf, isPlainObject } from './environment.ts'
import { readFailures } from './failures.ts'
import { readFeeds } from './feeds.ts'
import { hostOf } from './host.ts'
import { readNotices } from './notices.ts'
import { checkPageAddress } from './pages.ts'
import { readPeople } from './people.ts'
import { readPortals } from './portals.ts'
import { placedMappings } from './placed-mappings.ts'
import type { ConfigurationProblem } from './problem.ts'
import type { Problems } from './problems.ts'
import type { ReadConnection, Reading } from './reading.ts'
import { readReports } from './reports.ts'
import { keySourceOf } from './secrets-shape.ts'
import { readSegments } from './segments.ts'
import { connectionShape } from './connection-shape.ts'
import { deliveryShape } from './delivery-shape.ts'
import { configurationShape } from './shape.ts'
import { isReadableAddress, storeAddress } from './store-address.ts'
import { checkTimeZone } from './time-zone.ts'
import { readTokens } from './tokens.ts'

/** A configuration that was read, or what is wrong with it. */
export interface ReadConfiguration {
  /** Only where no problem is an error. */
  readonly configuration?: Configuration
  readonly problems: readonly ConfigurationProblem[]
}

/** Checks everything that a configuration says, and resolves every name in it. */
export async function readConfiguration(
  file: string,
  value: unknown,
  given: Reading,
): Promise<ReadConfiguration> {
  const { document, folder } = given
  const placed = placedMappings(value)
  const problems: Problems = {
    ...given.problems,
    add: (of, path, draft) =>
      given.problems.add(of, of === document ? placed.written(path) : path, draft),
  }
  const reading = { ...given, problems }
  const { findings } = await checkValue(configurationShape, value, folder)
  for (const { path, ...draft } of findings) given.problems.add(document, path, draft)
  for (const { path, draft } of placed.problems) given.problems.add(document, path, draft)
  const root = isPlainObject(placed.value) ? placed.value : {}
  const store = storeOf(root['store'], reading)
  const host = hostOf(root['host'], reading)
  const read = new Map<string, ReadConnection>()
  for (const [id, entry] of entriesOf(root['connections'])) {
    const shape = connectionShape.safeParse(entry)
    // One with a mistake in its shape is known by name, so that deliveries to it are not called wrong as well.
    if (shape.success) read.set(id, await readConnection(id, shape.data, reading))
    else read.set(id, { id, secrets: [], plain: [] })
  }
  const segments = readSegments(root['segments'], reading)
  const named = { connections: read, segments: segments ?? new Map<string, Segment>() }
  const deliveries = new Map<string, Delivery>()
  for (const [id, entry] of entriesOf(root['deliveries'])) {
    const shape = deliveryShape.safeParse(entry)
    if (!shape.success) continue
    const delivery = await readDelivery(id, shape.data, named, reading)
    if (delivery !== undefined) deliveries.set(id, delivery)
  }
  const feeds = await readFeeds(
    root['feeds'],
    { connections: read, deliveries, hostUrl: host?.url },
    reading,
  )
  const customers = readCustomers(root['customers'], read, reading)
  checkPageAddress(customers?.pages, host?.url, reading)
  const tokens = readTokens(root['tokens'], [...(customers?.nodes.keys() ?? [])], reading)
  const people = readPeople(root['people'], read, host?.url, reading)
  const notices = readNotices(root, read, reading)
  const failures = readFailures(root['failures'], read, reading)
  const attribution = attributionOf(root['attribution'])
  const addsCampaign = attribution?.links.add ?? true
  const carts = readCarts(root['carts'], read, { url: host?.url, addsCampaign }, reading)
  const dashboards = readDashboards(root['dashboards'], named.segments, reading)
  const reports = readReports(root['reports'], { ...named, dashboards }, reading)
  const portals = readPortals(root['portals'], { segments: named.segments, dashboards }, reading)
  const { segments: used, ...automations } = await readAutomations(
    root,
    { connections: read, customers, segments: named.segments, url: host?.url },
    reading,
  )
  const secretKey = keySourceOf(root['secrets'])
  const { currency, timeZone } = reportingOf(root)
  const auditKeepMs = auditKeepOf(root['audit'])
  checkTimeZone(timeZone, ['timeZone'], reading)
  const found = problems.finish(
    [...read.values()].flatMap(({ secrets }) => secrets),
    (of) => (of === document ? blotsOf(document, [...read.values()]) : []),
  )
  if (found.some(({ severity }) => severity === 'error')) return { problems: found }
  const connections = new Map<string, Connection>()
  for (const { id, connection } of read.values())
    if (connection !== undefined) connections.set(id, connection)
  const organisation = String(root['organisation'])
  return {
    configuration: {
      file,
      folder,
      organisation,
      store,
      ...(secretKey !== undefined && { secretKey }),
      ...(host !== undefined && { host }),
      connections,
      deliveries,
      ...(customers !== undefined && { customers }),
      ...(people !== undefined && { people }),
      ...(tokens !== undefined && { tokens }),
      ...((segments !== undefined || used.size > 0) && {
        segments: new Map([...used, ...named.segments]),
      }),
      ...(attribution !== undefined && { attribution }),
      ...automations,
      ...notices,
      ...(failures !== undefined && { failures }),
      ...(carts !== undefined && { carts }),
      ...(dashboards !== undefined && { dashboards }),
      ...(reports !== undefined && { reports }),
      ...(portals !== undefined && { portals }),
      ...(feeds !== undefined && { feeds }),
      ...(auditKeepMs !== undefined && { auditKeepMs }),
      ...(currency !== undefined && { currency }),
      ...(timeZone !== undefined && { timeZone }),
      ...(root['rates'] === 'ecb' && { rates: 'ecb' as const }),
    },
    problems: found,
  }
}

/** How long the audit log is kept; a wrong shape has been reported by then. */
function auditKeepOf(value: unknown): number | undefined {
  const keep = configurationShape.shape.audit.safeParse(value).data?.keep
  return keep === undefined ? undefined : Number(keep.slice(0, -1)) * 86_400_000
}

/** In which currency and by which days the organisation reports; a wrong shape has been reported by then. */
function reportingOf({ currency, timeZone }: Readonly<Record<string, unknown>>) {
  return {
    currency: typeof currency === 'string' ? currency : undefined,
    timeZone: typeof timeZone === 'string' ? timeZone : undefined,
  }
}

function storeOf(value: unknown, { document, folder, problems }: Reading): string {
  const store = typeof value === 'string' && value !== '' ? value : './cartograph.db'
  if (/^postgres(ql)?:\/\//.test(store)) {
    if (!isReadableAddress(store))
      problems.add(document, ['store'], {
        message: 'the address of the database cannot be read',
        hint: 'Write postgres://user:password@host:5432/database. Characters of the password such as @ / ? # % are written as %40 %2F %3F %23 %25.',
      })
    return store
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(store))
    problems.add(document, ['store'], {
      message: 'expected the path of a file or a postgres:// URL',
    })
  return storeAddress(value, folder)
}
