import { nearest, type EntityName } from '@cartograph/core'
import type {
  ConfiguredIdentifier,
  CustomerNode,
  CustomerSettings,
  ExtendedProperty,
  IdentitySettings,
  PropertyPolicy,
  PropertySettings,
} from './customer-settings.ts'
import { customersShape, type CustomersShape } from './customer-shape.ts'
import { readNodes } from './customer-nodes.ts'
import { defaultIdentity } from './default-identity.ts'
import { defaultProperties } from './default-properties.ts'
import type { Path } from './document.ts'
import { choice } from './naming.ts'
import { ownConnectionId, ownConnectionIds } from './own-connection.ts'
import { readPages } from './pages.ts'
import type { ReadConnection, Reading } from './reading.ts'

type IdentityShape = NonNullable<CustomersShape['identity']>
type PropertiesShape = NonNullable<CustomersShape['properties']>

/** What the file says about customers; undefined where it says nothing, or something of a wrong shape. */
export function readCustomers(
  value: unknown,
  around: ReadonlyMap<string, ReadConnection>,
  reading: Reading,
): CustomerSettings | undefined {
  const parsed = customersShape.nullish().safeParse(value)
  if (!parsed.success || parsed.data === undefined || parsed.data === null) return undefined
  const { identity, properties, nodes, pages } = parsed.data
  const connections = [...around.keys()]
  const read = readNodes(nodes ?? {}, connections, reading)
  const all = [...connections, ...ownConnectionIds(read.values())]
  const { priority, ...chosen } = propertiesOf(properties ?? {}, all, reading)
  const made = { ...chosen, priority: priority.flatMap((id) => withNodes(id, read.values())) }
  return {
    identity: identityOf(identity ?? {}, all, reading),
    properties: made,
    nodes: read,
    ...(pages !== undefined &&
      pages !== null && {
        pages: readPages(pages, { nodes: read, properties: made, connections: around }, reading),
      }),
  }
}

/** What is trusted of the organisation's own source is trusted of that of each node. */
function withNodes(id: string, nodes: Iterable<CustomerNode>): readonly string[] {
  return id === ownConnectionId() ? ownConnectionIds(nodes) : [id]
}

const standardNamespaces = ['customer', 'email', 'phone'] as const

function identityOf(
  shape: IdentityShape,
  connections: readonly string[],
  reading: Reading,
): IdentitySettings {
  const base: Path = ['customers', 'identity']
  const namespaces = [...new Set([...standardNamespaces, ...Object.keys(shape.identifiers ?? {})])]
  const identifiers = Object.entries(shape.identifiers ?? {}).flatMap(([namespace, places]) =>
    [places].flat().map((place, index) => {
      const at = Array.isArray(places) ? [namespace, index] : [namespace]
      checkConnections(
        place.connections,
        connections,
        base.concat('identifiers', at, 'connections'),
        reading,
      )
      return identifierOf(namespace, place)
    }),
  )
  const rules = shape.rules?.map((rule, index) => {
    const { match, caseSensitive, name } =
      typeof rule === 'string' ? { match: [rule], caseSensitive: undefined, name: rule } : rule
    for (const [place, namespace] of match.entries()) {
      const at = typeof rule === 'string' ? [index] : [index, 'match', place]
      checkNamespace(namespace, namespaces, [...base, 'rules', ...at], reading)
    }
    // Ids of vendors are as they are, and in lower case two of them could be one.
    const isCaseSensitive = caseSensitive ?? (match.length === 1 && match[0] === 'customer')
    return { name: name ?? match.join(' and '), match, caseSensitive: isCaseSensitive }
  })
  for (const [index, namespace] of (shape.neverDiffer ?? []).entries())
    checkNamespace(namespace, namespaces, [...base, 'neverDiffer', index], reading)
  for (const namespace of Object.keys(shape.ignore ?? {}))
    checkNamespace(namespace, namespaces, [...base, 'ignore', namespace], reading)
  return {
    identifiers,
    rules: rules ?? defaultIdentity.rules,
    neverDiffer: shape.neverDiffer ?? [],
    recordsPerIdentifier: shape.recordsPerIdentifier ?? defaultIdentity.recordsPerIdentifier,
    recordsPerPerson: shape.recordsPerPerson ?? defaultIdentity.recordsPerPerson,
    ignored: new Map(Object.entries(shape.ignore ?? {})),
  }
}

type IdentifierShape = Exclude<
  NonNullable<IdentityShape['identifiers']>[string],
  readonly unknown[]
>

function identifierOf(namespace: string, place: IdentifierShape): ConfiguredIdentifier {
  return {
    namespace,
    entity: (place.from ?? 'customer') as EntityName,
    path: stepsOf(place.path),
    ...(place.connections !== undefined && { connections: place.connections }),
    ...(place.prefix !== undefined && { prefix: place.prefix }),
  }
}

function checkNamespace(
  namespace: string,
  known: readonly string[],
  path: Path,
  { document, problems }: Reading,
): void {
  if (known.includes(namespace)) return
  problems.add(document, path, {
    message: `there is no identifier "${namespace}"${choice(nearest(namespace, known), known)}`,
    hint: 'Say where it is found: customers.identity.identifiers.',
  })
}

function propertiesOf(
  { base, extended, priority }: PropertiesShape,
  connections: readonly string[],
  reading: Reading,
): PropertySettings {
  const at: Path = ['customers', 'properties']
  checkConnections(priority ?? undefined, connections, [...at, 'priority'], reading)
  const chosen = new Map<string, PropertyPolicy>()
  for (const [name, standard] of defaultProperties.base) {
    const said = base?.[name] ?? standard
    if (said !== 'off') chosen.set(name, said)
  }
  const own = Object.entries(extended ?? {}).map(([name, shape]): [string, ExtendedProperty] => {
    checkPattern(shape.pattern, [...at, 'extended', name, 'pattern'], reading)
    const { label, type, path, policy, values, pattern, minimum, maximum } = shape
    const property: ExtendedProperty = {
      label: label ?? name,
      type,
      path: stepsOf(path),
      policy: policy ?? (type === 'strings' ? 'union' : 'newest'),
      ...(values !== undefined && { values }),
      ...(pattern !== undefined && { pattern }),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    }
    if (defaultProperties.base.has(name))
      reading.problems.add(reading.document, [...at, 'extended', name], {
        part: 'key',
        message: 'is a property of the commerce model; give yours another name',
      })
    return [name, property]
  })
  return { base: chosen, extended: new Map(own), priority: priority ?? [] }
}

function checkPattern(
  pattern: string | undefined,
  path: Path,
  { document, problems }: Reading,
): void {
  if (pattern === undefined) return
  try {
    new RegExp(pattern, 'u').test('')
  } catch {
    problems.add(document, path, { message: 'is no regular expression' })
  }
}

export function checkConnections(
  named: readonly string[] | undefined,
  known: readonly string[],
  path: Path,
  { document, problems }: Reading,
): void {
  for (const [index, id] of (named ?? []).entries()) {
    if (known.includes(id)) continue
    problems.add(document, [...path, index], {
      message: `there is no connection "${id}"${choice(nearest(id, known), known)}`,
    })
  }
}

/** `$.extra.card` as the names of its steps. */
function stepsOf(path: string): readonly string[] {
  return path.split('.').slice(1)
}
