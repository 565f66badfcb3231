import { fault, isEntityName, type Find, type JsonObject } from '@cartograph/core'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import {
  keyHolders,
  membersById,
  membersOfPersons,
  presentPerson,
  rowsById,
  rowsOfMembers,
  unknownInstant,
  type Dialect,
  type Store,
  type Work,
} from '../../store/index.ts'
import { identifierOf, lookUpKey } from '../identity/identifier.ts'
import { recordOf } from '../identity/trace.ts'
import { connectionsOf } from '../nodes/node.ts'
import { isWalked } from '../persons/follow.ts'
import { countriesIn } from '../persons/store-countries.ts'
import { personRow, seenPersons } from './seen-person.ts'

/** What was looked up, for the log of those who may look things up: never what was found. */
export interface LookUp {
  readonly entity: string
  /** Names of the fields that were asked for. */
  readonly by: readonly string[]
  readonly found: number
}

export interface FindOptions {
  readonly settings?: CustomerSettings | undefined
  /** The nodes that whoever asks may see; none: the whole organisation. */
  readonly nodes: readonly string[]
  readonly onLookUp: (lookUp: LookUp) => void
}

const mostRows = 200
const usualRows = 50
/** An identifier that more records have is looked up like any other, up to here. */
const mostHolders = 1000

/**
 * Looks up persons and rows exactly: by id, e-mail address, phone number or an identifier of the configuration, after
 * normalisation; rows of persons also by `personId` or `customerId`. Rows come the newest first.
 *
 * Persons and rows of persons are of the nodes that the caller may see, and every look-up of them is told.
 */
export function openFind(store: Store, options: FindOptions): Find {
  const { settings = defaultCustomers, nodes, onLookUp } = options
  return async (entity, where, paging = {}) => {
    const wanted = wantedOf(entity, where, paging)
    const scene: Scene = { settings, nodes }
    const rows = await store.read(function* (dialect, org) {
      if (wanted.field !== 'id' || entity === 'person') yield* waitForPersons(dialect, org)
      return entity === 'person'
        ? yield* persons(dialect, org, scene, wanted)
        : yield* entityRows(dialect, org, scene, wanted)
    })
    onLookUp({ entity, by: [wanted.field], found: rows.length })
    return rows
  }
}

/** After how long whoever asks too early is told to ask again. */
const askAgainMs = 30_000

/** Whoever is told that nobody is there registers them a second time; so they are told to ask again. */
function* waitForPersons(dialect: Dialect, org: string): Work<void> {
  if (yield* isWalked(dialect, org)) return
  throw fault({
    kind: 'transient',
    message: 'Customers cannot be looked up yet: who is who is being computed anew.',
    hint: 'Ask again in some minutes. It happens at the first start, and after a change of the rules of identity.',
    retryAfterMs: askAgainMs,
  })
}

interface Wanted {
  readonly entity: string
  readonly field: string
  readonly value: string
  readonly limit: number
  /** The newest instant that a row may be of. */
  readonly until: number
}

interface Scene {
  readonly settings: CustomerSettings
  readonly nodes: readonly string[]
}

function wantedOf(
  entity: string,
  where: JsonObject,
  { limit = usualRows, orderBy, before }: Parameters<Find>[2] & object,
): Wanted {
  // A profile is of all nodes together; a person is what the caller's nodes know.
  if (entity !== 'person' && (!isEntityName(entity) || entity === 'profile'))
    throw misused(`There is no entity ${entity} to look up.`)
  const [[field, value] = ['', null], ...others] = Object.entries(where)
  if (others.length > 0 || field === '')
    throw misused(
      `A look-up of ${entity} names one field; ${Object.keys(where).join(', ') || 'none'} were named.`,
    )
  if (typeof value !== 'string' && typeof value !== 'number')
    throw misused(`The field ${field} of a look-up is text or a number.`)
  if (orderBy !== undefined && !newestFirst.includes(orderBy))
    throw misused(`Rows come the newest first (${newestFirst.join(', ')}); not by ${orderBy}.`)
  const instant = before === undefined ? unknownInstant : Date.parse(before)
  if (!Number.isFinite(instant))
    throw misused('`before` is an instant such as 2026-11-01T00:00:00Z.')
  return {
    entity,
    field,
    value: String(value),
    limit: Math.max(1, Math.min(limit, mostRows)),
    until: before === undefined ? unknownInstant : instant - 1,
  }
}

const newestFirst = ['-placedAt', '-at', '-createdAt', '-startedAt']

function* persons(
  dialect: Dialect,
  org: string,
  scene: Scene,
  wanted: Wanted,
): Work<readonly JsonObject[]> {
  const { settings, nodes } = scene
  const ids = yield* personIds(dialect, org, scene, wanted)
  const seen = yield* seenPersons(dialect, org, ids.slice(0, mostRows), nodes, settings)
  return seen.slice(0, wanted.limit).map(personRow)
}

function* personIds(
  dialect: Dialect,
  org: string,
  scene: Scene,
  wanted: Wanted,
): Work<readonly string[]> {
  if (wanted.field === 'id') {
    const person = yield* presentPerson(dialect, org, wanted.value)
    return person === undefined ? [] : [person]
  }
  const members = yield* membersWith(dialect, org, scene.settings, wanted)
  const stored = yield* membersById(dialect, org, members)
  const connections = visibleConnections(scene)
  // An address that another node alone knows must find nobody here, or it would tell whose it is.
  const visible = stored.filter(
    ({ connection }) => connections === undefined || connections.has(connection),
  )
  return [...new Set(visible.map(({ person }) => person))].toSorted()
}

function* entityRows(
  dialect: Dialect,
  org: string,
  scene: Scene,
  wanted: Wanted,
): Work<readonly JsonObject[]> {
  const { entity } = wanted
  const ids = yield* wantedIds(dialect, org, scene, wanted)
  const rows = yield* rowsById(dialect, org, entity, ids)
  const connections = visibleConnections(scene)
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (row === undefined || row.deleted) return []
    const data = JSON.parse(row.data) as JsonObject
    const { connection } = data
    const isSeen = typeof connection === 'string' && connections?.has(connection) === true
    return connections === undefined || isSeen ? [data] : []
  })
}

function* wantedIds(
  dialect: Dialect,
  org: string,
  scene: Scene,
  wanted: Wanted,
): Work<readonly string[]> {
  const { entity, field, value, limit, until } = wanted
  if (field === 'id') return [value]
  const members = yield* visibleMembers(dialect, org, scene, wanted)
  const rows = yield* rowsOfMembers(dialect, org, entity, members, { until, limit })
  return rows.map(({ id }) => id)
}

function* visibleMembers(
  dialect: Dialect,
  org: string,
  scene: Scene,
  wanted: Wanted,
): Work<readonly string[]> {
  const { field, value } = wanted
  const connections = visibleConnections(scene)
  if (field === 'customerId') return [recordOf(value)]
  const person = field === 'personId' ? yield* presentPerson(dialect, org, value) : undefined
  const members =
    field === 'personId'
      ? yield* membersOfPersons(dialect, org, person === undefined ? [] : [person])
      : yield* membersById(dialect, org, yield* membersWith(dialect, org, scene.settings, wanted))
  return members.flatMap(({ id, connection }) =>
    connections === undefined || connections.has(connection) ? [id] : [],
  )
}

function visibleConnections({ settings, nodes }: Scene): ReadonlySet<string> | undefined {
  if (nodes.length === 0) return undefined
  return new Set(nodes.flatMap((node) => connectionsOf(settings.nodes, node)))
}

/** The members that have an identifier. */
function* membersWith(
  dialect: Dialect,
  org: string,
  { identity, nodes }: CustomerSettings,
  { entity, field, value }: Wanted,
): Work<readonly string[]> {
  const namespaces = [
    ...new Set([
      'email',
      'phone',
      'customer',
      ...identity.identifiers.map((each) => each.namespace),
    ]),
  ]
  const namespace = field === 'customerId' ? 'customer' : field
  if (!namespaces.includes(namespace))
    throw misused(
      `${entity} cannot be looked up by ${field}; it can by id, personId, customerId, ${namespaces.join(', ')}.`,
    )
  const { countries } = yield* countriesIn(dialect, org, nodes)
  const known = [...new Set(countries.map(([, country]) => country))]
  // A number without a country may be one of each: whoever asks sees them all.
  const keys = [[], ...known.map((country) => [country])].flatMap((tried) => {
    const identifier = identifierOf(namespace, value, tried)
    return identifier === undefined ? [] : [lookUpKey(identifier)]
  })
  const holders = yield* keyHolders(dialect, org, [...new Set(keys)], mostHolders)
  return holders.map(({ member }) => member)
}

function misused(message: string): Error {
  return fault({
    kind: 'contract',
    message,
    hint: 'Tell the author of the connector.',
  })
}
