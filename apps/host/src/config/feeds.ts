import { resolve } from 'node:path'
import { nearest, type Expression, type Mapping } from '@cartograph/core'
import type { Delivery } from './configuration.ts'
import { checkSchedule } from './connections.ts'
import type { Path } from './document.ts'
import { entriesOf } from './environment.ts'
import { feedRowSchema } from './feed-row.ts'
import { feedSets } from './feed-sets.ts'
import type { Feed, FeedFilter, FeedTiming } from './feed-settings.ts'
import { feedShape, type FeedShape } from './feed-shape.ts'
import { checkFeedSink } from './feed-sink.ts'
import { checkExpressions } from './mapping-source.ts'
import { choice } from './naming.ts'
import type { ReadConnection, Reading } from './reading.ts'
import { checkTimeZone } from './time-zone.ts'

/** The name under which mappings of feeds speak of their rows. */
const ownName = 'cartograph'
const defaultEvery = '1h'
const defaultSalesDays = 30
const defaultDrop = 0.2
const defaultKeep = 3

/** The feeds that the file declares; one of a wrong shape has been reported by then. */
export async function readFeeds(
  value: unknown,
  named: {
    readonly connections: ReadonlyMap<string, ReadConnection>
    readonly deliveries: ReadonlyMap<string, Delivery>
    readonly hostUrl: string | undefined
  },
  reading: Reading,
): Promise<ReadonlyMap<string, Feed> | undefined> {
  if (value === undefined || value === null) return undefined
  const feeds = new Map<string, Feed>()
  for (const [id, entry] of entriesOf(value)) {
    const shape = feedShape.safeParse(entry)
    if (!shape.success) continue
    const base: Path = ['feeds', id]
    checkNames(shape.data, named.connections, base, reading)
    checkSchedule(shape.data.schedule, [...base, 'schedule'], reading)
    checkTimeZone(shape.data.timeZone, [...base, 'timeZone'], reading)
    if (shape.data.to !== undefined) checkFeedSink(shape.data.to, named, [...base, 'to'], reading)
    const mapping = mappingOf(id, shape.data)
    checkElementNames(shape.data, base, reading)
    const isRight = await checkExpressions(
      { mapping, document: reading.document, base },
      { source: feedRowSchema },
      reading.problems,
    )
    if (isRight) feeds.set(id, feedOf(id, shape.data, mapping, { ...named, ...reading }))
  }
  return feeds
}

function checkNames(
  { connections = [] }: FeedShape,
  known: ReadonlyMap<string, ReadConnection>,
  base: Path,
  { document, problems }: Reading,
): void {
  const ids = [...known.keys()]
  for (const [index, name] of connections.entries())
    if (!known.has(name))
      problems.add(document, [...base, 'connections', index], {
        message: `there is no connection "${name}"${choice(nearest(name, ids), ids)}`,
      })
}

/** What it means is checked with the mapping. */
function expressionOf(written: unknown): Expression {
  return written as Expression
}

/** In XML a field is an element, and not every text can be the name of one. */
function checkElementNames(
  { set = 'plain', form = feedSets[set].form, fields = {} }: FeedShape,
  base: Path,
  { document, problems }: Reading,
): void {
  if (form !== 'xml' && form !== 'rss') return
  for (const name of Object.keys(fields))
    if (!/^[A-Za-z_][\w.-]*$/.test(name))
      problems.add(document, [...base, 'fields', name], {
        part: 'key',
        message: `"${name}" cannot be the name of an element of ${form === 'rss' ? 'RSS' : 'XML'}`,
        hint: 'Begin it with a letter or _, and go on with letters, digits, _, - and . alone.',
      })
}

/** The fields of the set with those of the merchant in their place; what is new comes last. */
function mappingOf(id: string, { set = 'plain', fields = {}, when }: FeedShape): Mapping {
  const merged = { ...feedSets[set].fields, ...(fields as Readonly<Record<string, Expression>>) }
  const kept = Object.entries(merged).filter(([name]) => fields[name] !== null)
  return {
    id,
    from: { connector: ownName, stream: 'products' },
    to: { connector: ownName, sink: set },
    ...(when !== undefined && { when: expressionOf(when) }),
    fields: Object.fromEntries(kept),
    onMissing: 'omit',
  }
}

function feedOf(
  id: string,
  shape: FeedShape,
  mapping: Mapping,
  { folder, hostUrl }: { readonly folder: string; readonly hostUrl: string | undefined },
): Feed {
  const { set = 'plain', market = {}, keep, basic, channel = {}, names = {}, file, to } = shape
  const ready = feedSets[set]
  const jsonRoot = names.root ?? ready.jsonRoot
  return {
    id,
    set,
    form: shape.form ?? ready.form,
    rows: shape.rows ?? 'variant',
    connections: shape.connections ?? [],
    stores: shape.stores ?? [],
    market: {
      ...(market.country !== undefined && { country: market.country }),
      ...(market.currency !== undefined && { currency: market.currency }),
      ...(market.language !== undefined && { language: market.language }),
      otherLanguages: market.otherLanguages ?? 'show',
    },
    filter: filterOf(shape.where),
    mapping,
    salesDays: shape.salesDays ?? defaultSalesDays,
    ...(shape.locations !== undefined && { locations: shape.locations }),
    linkParameters: shape.linkParameters ?? {},
    invalid: shape.invalid ?? 'leaveOut',
    drop: shape.drop ?? defaultDrop,
    timing: timingOf(shape),
    keep: keep ?? defaultKeep,
    ...(basic !== undefined && { basic }),
    separator: shape.separator ?? ',',
    guardFormulas: shape.guardFormulas ?? false,
    names: { root: names.root ?? ready.names.root, item: names.item ?? ready.names.item },
    ...(jsonRoot !== undefined && { jsonRoot }),
    channel: {
      title: channel.title ?? id,
      link: channel.link ?? hostUrl ?? 'https://localhost',
      description: channel.description ?? `Products: ${id}`,
    },
    ...(file !== undefined && { file: resolve(folder, file) }),
    ...(to !== undefined && { to }),
  }
}

function filterOf(where: FeedShape['where']): FeedFilter {
  const { priceFrom, priceTo, status, ...rest } = where ?? {}
  const said = Object.entries(rest).filter(([, value]) => value !== undefined)
  return {
    ...(Object.fromEntries(said) as Omit<FeedFilter, 'status'>),
    ...(priceFrom !== undefined && { priceFrom: String(priceFrom) }),
    ...(priceTo !== undefined && { priceTo: String(priceTo) }),
    status: status ?? ['active'],
  }
}

const unitsMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

function timingOf({ every = defaultEvery, schedule, timeZone = 'UTC' }: FeedShape): FeedTiming {
  if (schedule !== undefined) return { rule: schedule, zone: timeZone }
  return { everyMs: Number.parseInt(every, 10) * (unitsMs[every.slice(-1)] ?? 0) }
}
