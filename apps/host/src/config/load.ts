import { dirname, resolve } from 'node:path'
import type { Segment } from '../segments/index.ts'
import { blotsOf } from './blots.ts'
import { checkValue } from './checked.ts'
import type { Configuration, Connection, Delivery } from './configuration.ts'
import { connectorLoader, type LoaderOptions } from './connector.ts'
import { readCarts } from './carts.ts'
import { readCustomers } from './customers.ts'
import { readDashboards } from './dashboards.ts'
import { readConnection } from './connections.ts'
import { readDelivery } from './deliveries.ts'
import { parseText, readDocument, type ReadDocument, type SourceDocument } from './document.ts'
import {
  entriesOf,
  isPlainObject,
  substitute,
  type Environment,
  type Substituted,
} from './environment.ts'
import { fileMessage } from './file-message.ts'
import { readAutomations } from './automations.ts'
import { checkPageAddress } from './pages.ts'
import { hostOf, openAddressesOf } from './host.ts'
import { readFeeds } from './feeds.ts'
import { readNotices } from './notices.ts'
import type { ConfigurationProblem } from './problem.ts'
import { collectProblems, type Problems } from './problems.ts'
import type { ReadConnection, Reading } from './reading.ts'
import { isReadableAddress } from './store-address.ts'
import { readSegments } from './segments.ts'
import { configurationShape, connectionShape, deliveryShape } from './shape.ts'
import { checkTimeZone } from './time-zone.ts'
import { readTokens } from './tokens.ts'

export interface LoadedConfiguration {
  /** Only where no problem is an error. */
  readonly configuration?: Configuration
  readonly problems: readonly ConfigurationProblem[]
}

/**
 * Reads a configuration file (YAML, JSON, or TypeScript with a default export), loads the connectors it names, and checks
 * everything that can be checked without asking a vendor.
 *
 * Nothing is thrown for what people write: every mistake is a problem with its place, all of them at once.
 */
export async function loadConfiguration(
  file: string,
  options: { readonly environment?: Environment } & Pick<LoaderOptions, 'isolate'> = {},
): Promise<LoadedConfiguration> {
  const absolute = resolve(file)
  const problems = collectProblems()
  const read = await readFileOf(absolute, problems)
  if (read === undefined) return { problems: problems.finish([], () => []) }
  const environment = options.environment ?? process.env
  const { document } = read
  const substituted = substitute(document.value, environment)
  const folder = dirname(absolute)
  const guarded = withoutRepeats(problems, document, substituted)
  const reading: Reading = {
    document,
    raw: document.value,
    folder,
    environment,
    problems: guarded,
    loadConnector: connectorLoader(folder, { isolate: options.isolate }),
    delivered: deliveredTo(document.value),
    openAddresses: openAddressesOf(substituted.value),
  }
  reportVariables(document, substituted, problems)
  return readAll(absolute, substituted.value, reading)
}

async function readAll(
  file: string,
  value: unknown,
  reading: Reading,
): Promise<LoadedConfiguration> {
  const { document, folder, problems } = reading
  const { findings } = await checkValue(configurationShape, value, folder)
  for (const { path, ...draft } of findings) problems.add(document, path, draft)
  const root = isPlainObject(value) ? value : {}
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
  const notices = readNotices(root, read, reading)
  const carts = readCarts(root['carts'], read, host?.url, reading)
  const dashboards = readDashboards(root['dashboards'], named.segments, reading)
  const { segments: used, ...automations } = await readAutomations(
    root,
    { connections: read, customers, segments: named.segments, url: host?.url },
    reading,
  )
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
      ...(host !== undefined && { host }),
      connections,
      deliveries,
      ...(customers !== undefined && { customers }),
      ...(tokens !== undefined && { tokens }),
      ...((segments !== undefined || used.size > 0) && {
        segments: new Map([...used, ...named.segments]),
      }),
      ...automations,
      ...notices,
      ...(carts !== undefined && { carts }),
      ...(dashboards !== undefined && { dashboards }),
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

async function readFileOf(file: string, problems: Problems): Promise<ReadDocument | undefined> {
  const nothing = parseText(file, '').document
  try {
    const read = await readDocument(file)
    const [broken] = read.problems
    if (broken !== undefined) problems.addSyntax(read.document, broken)
    else if (read.document.value === null || read.document.value === undefined)
      problems.add(nothing, [], {
        message: 'the file is empty',
        hint: 'Run `cartograph init` in an empty folder to see what belongs into it.',
      })
    else return read
  } catch (error) {
    problems.add(nothing, [], {
      message: `the file ${fileMessage(error)}`,
      hint: 'Run `cartograph init` to write one, or name another with --config FILE.',
    })
  }
  return undefined
}

function reportVariables(
  document: SourceDocument,
  { missing, unknown }: Substituted,
  problems: Problems,
): void {
  for (const { name, path } of missing)
    problems.add(document, path, {
      message: `the environment variable ${name} is not set`,
      hint: `Set it before the command, for example: export ${name}=…`,
    })
  for (const { text, path } of unknown)
    problems.add(document, path, {
      message: 'a placeholder of an unknown form; expected ${env:NAME}',
      hint: `For the text itself write $${text.slice(0, 2)}…}.`,
    })
}

/** A value with a variable that is not set is wrong for that reason alone; what schemas say about it is noise. */
function withoutRepeats(
  problems: Problems,
  document: SourceDocument,
  { missing, unknown }: Substituted,
): Problems {
  const holes = new Set([...missing, ...unknown].map(({ path }) => JSON.stringify(path)))
  return {
    ...problems,
    add: (of, path, draft) => {
      if (of !== document || !holes.has(JSON.stringify(path))) problems.add(of, path, draft)
    },
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
  return resolve(folder, store)
}

/** Ids of the connections that the file delivers to, as far as it says so in the right form. */
function deliveredTo(value: unknown): ReadonlySet<string> {
  const deliveries = entriesOf(isPlainObject(value) ? value['deliveries'] : null)
  return new Set(
    deliveries.flatMap(([, entry]) => {
      const to = isPlainObject(entry) ? entry['to'] : undefined
      return isPlainObject(to) ? [String(to['connection'])] : []
    }),
  )
}
