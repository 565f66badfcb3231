import { entityNames, isEntityName, nearest, type EntityName, type Mapping } from '@cartograph/core'
import type { Segment } from '../segments/index.ts'
import type { Delivery, ServeSettings } from './configuration.ts'
import type { Path } from './document.ts'
import { checkExpressions, readMapping, type MappingSource } from './mapping-source.ts'
import { choice, unknownPart } from './naming.ts'
import type { ReadConnection, Reading } from './reading.ts'
import type { DeliveryShape } from './delivery-shape.ts'
import { segmentOfDelivery } from './segments.ts'
import { sinkTarget } from './sides.ts'

/** What deliveries can name. */
export interface Named {
  readonly connections: ReadonlyMap<string, ReadConnection>
  readonly segments: ReadonlyMap<string, Segment>
}

/** Checks what one delivery names, and finds its mapping; undefined where something is wrong. */
export async function readDelivery(
  id: string,
  shape: DeliveryShape,
  { connections, segments }: Named,
  reading: Reading,
): Promise<Delivery | undefined> {
  const { document, problems } = reading
  const base: Path = ['deliveries', id]
  const from = isEntityName(shape.from) ? shape.from : undefined
  if (from === undefined)
    problems.add(document, [...base, 'from'], {
      message: `the commerce model has no "${shape.from}"${choice(nearest(shape.from, entityNames), entityNames)}`,
    })
  const target = connections.get(shape.to.connection)
  if (target === undefined) {
    const names = [...connections.keys()]
    problems.add(document, [...base, 'to', 'connection'], {
      message: `there is no connection "${shape.to.connection}"${choice(nearest(shape.to.connection, names), names)}`,
    })
  }
  const hasSink = target === undefined || checkSink(shape, target, base, reading)
  if (from === undefined || target === undefined || !hasSink) return undefined
  const mapping = await findMapping(id, shape, from, target, reading)
  if (mapping === undefined) return undefined
  const chosen = segmentsOf(
    shape,
    { base, from, isGrouped: mapping.group !== undefined },
    segments,
    reading,
  )
  return {
    id,
    from,
    connection: shape.to.connection,
    sink: shape.to.sink,
    mapping,
    replace: shape.replace ?? false,
    settings: shape.settings ?? {},
    paused: shape.paused ?? false,
    ...(shape.consent !== undefined && { consent: shape.consent }),
    ...chosen,
    ...(shape.serve !== undefined && shape.serve !== null && { serve: served(shape.serve) }),
  }
}

/** The segments by which a delivery chooses its rows, and that its mapping reads. */
function segmentsOf(
  { segment: wanted, segments: labels }: DeliveryShape,
  {
    base,
    from,
    isGrouped,
  }: { readonly base: Path; readonly from: EntityName; readonly isGrouped: boolean },
  known: ReadonlyMap<string, Segment>,
  reading: Reading,
): Pick<Delivery, 'segment' | 'segments'> {
  const named = (id: string, ...path: Path) =>
    segmentOfDelivery(id, { path: [...base, ...path], from }, known, reading)
  const segment = wanted === undefined ? undefined : named(wanted, 'segment')
  const segments = labels?.flatMap((id, index) => named(id, 'segments', index) ?? [])
  if (isGrouped && (segment !== undefined || segments !== undefined))
    reading.problems.add(
      reading.document,
      [...base, segment === undefined ? 'segments' : 'segment'],
      {
        message:
          'a mapping that groups rows makes items of many rows, which are in no segment together',
      },
    )
  return {
    ...(segment !== undefined && { segment }),
    ...(segments !== undefined && { segments }),
  }
}

const unitsMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

function served({ every, keep, basic }: NonNullable<DeliveryShape['serve']>): ServeSettings {
  const everyMs =
    every === undefined ? undefined : Number.parseInt(every, 10) * (unitsMs[every.slice(-1)] ?? 0)
  return {
    ...(everyMs !== undefined && { everyMs }),
    ...(keep !== undefined && { keep }),
    ...(basic !== undefined && { basic }),
  }
}

function checkSink(
  { to, replace, serve }: DeliveryShape,
  { connector, parts }: ReadConnection,
  base: Path,
  { document, problems }: Reading,
): boolean {
  if (connector === undefined || parts === undefined) return true
  const names = Object.keys(parts.sinks ?? {})
  const sink = parts.sinks?.[to.sink]
  if (sink === undefined) {
    const draft = unknownPart('sink', to.sink, names, connector)
    problems.add(document, [...base, 'to', 'sink'], draft)
    return draft.severity === 'warning'
  }
  if (serve !== undefined && serve !== null && !('serve' in sink)) {
    problems.add(document, [...base, 'serve'], {
      message: `the sink "${to.sink}" of ${connector.name} is sent to and fetched by nobody; remove this line`,
    })
    return false
  }
  if (replace !== true || ('replacement' in sink && sink.replacement !== undefined)) return true
  problems.add(document, [...base, 'replace'], {
    message: `the sink "${to.sink}" of ${connector.name} cannot be replaced as a whole; remove this line`,
  })
  return false
}

async function findMapping(
  id: string,
  shape: DeliveryShape,
  from: EntityName,
  target: ReadConnection,
  reading: Reading,
): Promise<Mapping | undefined> {
  const { connector, parts } = target
  const path: Path = ['deliveries', id, 'mapping']
  if (shape.mapping !== undefined) {
    const source = await readMapping({ ...reading, value: shape.mapping, path }, reading.problems)
    if (source === undefined) return undefined
    return (await fits(source, shape, from, target, reading)) ? source.mapping : undefined
  }
  if (connector === undefined || parts === undefined) return undefined
  const standard = parts.mappings?.find(
    (mapping) =>
      'entity' in mapping.from &&
      mapping.from.entity === from &&
      'sink' in mapping.to &&
      mapping.to.sink === shape.to.sink,
  )
  if (standard === undefined)
    reading.problems.add(reading.document, ['deliveries', id], {
      part: 'key',
      message: `${connector.name} brings no mapping from ${from} to its sink "${shape.to.sink}"`,
      hint: 'Write one and name its file: mapping: ./mappings/….yaml',
    })
  return standard
}

async function fits(
  source: MappingSource,
  { to, settings }: DeliveryShape,
  from: EntityName,
  { connector, parts }: ReadConnection,
  { problems }: Reading,
): Promise<boolean> {
  const { mapping, document, base } = source
  let isRight = true
  if (!('entity' in mapping.from) || mapping.from.entity !== from) {
    isRight = false
    problems.add(document, [...base, 'from'], {
      message: `expected { entity: ${from} }, which the delivery sends`,
    })
  }
  const isSink = 'sink' in mapping.to && mapping.to.sink === to.sink
  const isConnector =
    'sink' in mapping.to && (connector === undefined || mapping.to.connector === connector.id)
  if (!isSink || !isConnector) {
    isRight = false
    problems.add(document, [...base, 'to'], {
      message: `expected { connector: ${connector?.id ?? '…'}, sink: ${to.sink} }, where the delivery sends it`,
    })
  }
  const item = parts === undefined ? undefined : sinkTarget(parts, to.sink)
  const sides = { settings: settings ?? {}, ...(item !== undefined && { target: item }) }
  return (await checkExpressions(source, sides, problems)) && isRight
}
