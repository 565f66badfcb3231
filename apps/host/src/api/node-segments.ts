import { fault } from '@cartograph/core'
import {
  boundMembers,
  isOfStores,
  type BoundScene,
  type FiguresSource,
  type Segment,
} from '../analytics/index.ts'
import { connectionsOfNode } from '../customers/index.ts'
import { defaultCustomers } from '../config/index.ts'
import type { Host } from '../work/index.ts'
import { pageOf, type Page } from './page.ts'
import { segmentsOfHost } from './segment-door.ts'

/** The connections whose stores some nodes see. */
export function connectionsAt(
  { configuration }: Pick<Host, 'configuration'>,
  nodes: readonly string[],
): ReadonlySet<string> {
  const { nodes: all } = configuration.customers ?? defaultCustomers
  return new Set(nodes.flatMap((node) => connectionsOfNode(all, node)))
}

/** The segments that figures of a node can be of, or of the organisation without one. */
export async function segmentsAt(
  host: Host,
  nodes: readonly string[],
): Promise<readonly Segment[]> {
  const { segments } = await segmentsOfHost(host).list()
  const all = segments.map(({ segment }) => segment)
  return nodes.length === 0 ? all : all.filter(isOfStores)
}

/** Who is in a segment by what happened in the stores of some connections. */
export function segmentOfStores(
  host: Host,
  connections: ReadonlySet<string>,
): NonNullable<FiguresSource['segmentOf']> {
  return async (id, { asOf, currency, signal }) => {
    const segment = (await segmentsAt(host, [])).find((each) => each.id === id)
    if (segment === undefined)
      throw fault({ kind: 'config', message: `There is no segment "${id}".` })
    const scene = sceneAt(host, connections, signal)
    const [found] = await boundMembers(scene, [segment], { asOf, currency })
    return { resource: segment.resource, members: new Set(found?.members) }
  }
}

function sceneAt(
  { store, configuration, now }: Host,
  connections: ReadonlySet<string>,
  signal: AbortSignal,
): BoundScene {
  return {
    store,
    connections,
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now: now(),
    signal,
  }
}

/** On whose behalf segments are asked for. */
export interface NodePlace {
  readonly nodes: readonly string[]
  readonly signal: AbortSignal
}

/** Segments with how many they have in the stores of some nodes; those that look at more are left out. */
export async function listedAt(host: Host, place: NodePlace): Promise<object> {
  const { segments } = await segmentsOfHost(host).list()
  const own = segments.filter(({ segment }) => isOfStores(segment))
  const found = await judgedAt(
    host,
    place,
    own.map(({ segment }) => segment),
  )
  return {
    segments: own.map(({ segment, origin }, at) =>
      Object.assign({}, segment, {
        origin,
        members: found[at]?.members.length ?? 0,
        tooLittleData: found[at]?.tooLittleData ?? false,
        isOfToday: true,
      }),
    ),
    isCurrent: true,
  }
}

/** How many a definition has in the stores of some nodes. */
export async function countedAt(
  host: Host,
  place: NodePlace,
  definition: unknown,
): Promise<object> {
  const [found] = await judgedAt(host, place, [segmentsOfHost(host).parsed(definition)])
  return {
    count: found?.members.length ?? 0,
    tooLittleData: found?.tooLittleData ?? false,
    isCurrent: true,
  }
}

/** Who is in a segment in the stores of some nodes, page by page. When somebody entered it is known of the whole organisation alone. */
export async function membersAt(
  host: Host,
  place: NodePlace,
  id: string,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<{ readonly member: string }>> {
  const { segment } = await segmentsOfHost(host).named(id)
  const [found] = await judgedAt(host, place, [segment])
  const members = (found?.members ?? []).toSorted().filter((member) => member > after)
  return pageOf(
    members.map((member) => ({ member })),
    limit,
    ({ member }) => member,
  )
}

async function judgedAt(host: Host, { nodes, signal }: NodePlace, segments: readonly Segment[]) {
  const today = await segmentsOfHost(host).today()
  return boundMembers(sceneAt(host, connectionsAt(host, nodes), signal), segments, today)
}
