/** Records per second of the mapping language beside Segment's mapping-kit: the same input, in turns, in one run. */
import { createRequire } from 'node:module'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { compileMapping, makeRow, type JsonObject } from '@cartograph/core'
import { makeOrders, ours, oursReal, theirs } from './mapping-input.ts'

type Transform = (mapping: JsonObject, data: JsonObject) => unknown
type TransformBatch = (mapping: JsonObject, data: readonly JsonObject[]) => unknown

/** Its ES modules import without file endings, which Node does not resolve, so it is loaded as CommonJS. */
const segment = createRequire(import.meta.url)('@segment/actions-core/mapping-kit') as {
  readonly transform: Transform
  readonly transformBatch: TransformBatch
}

/** All but `records` and the ratio are records per second, the median of the rounds. */
export interface MappingFigures {
  readonly records: number
  readonly ours: number
  /** With the check against the commerce model and the qualified ids. */
  readonly oursWithChecks: number
  /** The same with exact money and instants from local time, checked. */
  readonly oursWithMoneyAndInstants: number
  readonly segment: number
  /** `transformBatch` of 1,000, which checks its mapping once a batch. */
  readonly segmentBatch: number
  /** `oursWithChecks` over `segment`. */
  readonly ratio: number
}

const distinct = 1000
const rounds = 5

export async function measureMapping(records: number): Promise<MappingFigures> {
  const orders = makeOrders(distinct)
  const compiled = await compileMapping(ours)
  const real = await compileMapping(oursReal)
  for (const order of orders) {
    if (!isDeepStrictEqual(compiled.map([order]).items[0], segment.transform(theirs, order)))
      throw new Error('The two mappings do not give the same result.')
    for (const item of [compiled.map([order]).items[0], real.map([order]).items[0]]) {
      const made = makeRow('order', 'shop', item ?? {})
      if ('fault' in made) throw new Error(made.fault.message)
    }
  }
  const contestants = {
    ours: () => each(orders, records, (order) => compiled.map([order])),
    oursWithChecks: () =>
      each(orders, records, (order) =>
        makeRow('order', 'shop', compiled.map([order]).items[0] ?? {}),
      ),
    oursWithMoneyAndInstants: () =>
      each(orders, records, (order) => makeRow('order', 'shop', real.map([order]).items[0] ?? {})),
    segment: () => each(orders, records, (order) => segment.transform(theirs, order)),
    segmentBatch: () => {
      for (let done = 0; done < records; done += distinct) segment.transformBatch(theirs, orders)
    },
  }
  const speeds = inTurns(contestants, records)
  return { records, ...speeds, ratio: Number((speeds.oursWithChecks / speeds.segment).toFixed(2)) }
}

function each(
  orders: readonly JsonObject[],
  records: number,
  map: (order: JsonObject) => unknown,
): void {
  for (let done = 0; done < records; done += orders.length) for (const order of orders) map(order)
}

/** One warm-up and then round after round of all, so that a busy machine slows all of them. */
function inTurns<Name extends string>(
  contestants: Readonly<Record<Name, () => void>>,
  records: number,
): Record<Name, number> {
  const names = Object.keys(contestants) as Name[]
  const speeds = new Map(names.map((name): [Name, number[]] => [name, []]))
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const started = performance.now()
      contestants[name]()
      const elapsedMs = performance.now() - started
      if (round > 0) speeds.get(name)?.push((records / elapsedMs) * 1000)
    }
  return Object.fromEntries(
    names.map((name) => [name, Math.round(median(speeds.get(name) ?? []))]),
  ) as Record<Name, number>
}

function median(values: readonly number[]): number {
  return values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)] ?? 0
}

/** The figures as a table for people. */
export function mappingTable(figures: MappingFigures): string {
  const lines: readonly (readonly [string, number])[] = [
    ['Cartograph, mapping only', figures.ours],
    ['Cartograph, checked against the model', figures.oursWithChecks],
    ['Cartograph, with money and instants, checked', figures.oursWithMoneyAndInstants],
    ['Segment mapping-kit, transform', figures.segment],
    ['Segment mapping-kit, transformBatch of 1,000', figures.segmentBatch],
  ]
  const rows = lines.map(
    ([name, speed]) => `${name.padEnd(46)}${speed.toLocaleString('en').padStart(10)}`,
  )
  return [
    `Orders of 7 fields and 5 lines, records per second (median of ${rounds} rounds of ${figures.records.toLocaleString('en')}):`,
    ...rows,
    `Checked, over Segment's transform: ${figures.ratio} times`,
  ].join('\n')
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, records: { type: 'string', default: '100000' } },
  })
  const records = Math.max(distinct, Math.ceil(Number(values.records) / distinct) * distinct)
  const figures = await measureMapping(records)
  process.stdout.write(
    `${values.json === true ? JSON.stringify(figures) : mappingTable(figures)}\n`,
  )
}
