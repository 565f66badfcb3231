/** Records per second of the mapping language beside Segment's mapping-kit and others: the same input, in turns, in one run. */
import { createRequire } from 'node:module'
import { isDeepStrictEqual } from 'node:util'
import { compileMapping, makeRow, type JsonObject } from '@cartograph/core'
import { makeOrders, ours, oursReal, theirs } from './mapping-input.ts'
import type { Language } from './mapping-languages.ts'

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
  /** Where they were there. */
  readonly jsonata?: number
  readonly jmespath?: number
  /** `oursWithChecks` over `segment`. */
  readonly ratio: number
}

const distinct = 1000
const rounds = 5

/** Measures ours and Segment's, and the languages that are given. */
export async function measureMapping(
  records: number,
  languages: readonly Language[] = [],
): Promise<MappingFigures> {
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
  for (const language of languages) await assertSame(language, orders)
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
  const others: Partial<Record<Language['name'], number>> = {}
  for (const { name, map } of languages) others[name] = await speedOf(map, orders)
  return {
    records,
    ...speeds,
    ...others,
    ratio: Number((speeds.oursWithChecks / speeds.segment).toFixed(2)),
  }
}

/** What cannot be written in small letters is compared without. */
async function assertSame({ name, map, hasLower }: Language, orders: readonly JsonObject[]) {
  const compiled = await compileMapping(ours)
  for (const order of orders) {
    const email = hasLower ? {} : { email: (order['billing'] as JsonObject)['email'] }
    const expected = { ...compiled.map([order]).items[0], ...email }
    const found: unknown = JSON.parse(JSON.stringify(await map(order)))
    if (!isDeepStrictEqual(found, expected))
      throw new Error(`The mapping of ${name} does not give the same result.`)
  }
}

/** Of a language that may answer later: each order once a round, the median of the rounds. */
async function speedOf(
  map: (order: JsonObject) => unknown,
  orders: readonly JsonObject[],
): Promise<number> {
  const found: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const beganAt = performance.now()
    for (let turn = 0; turn < turnsOfLanguages; turn += 1)
      for (const order of orders) {
        const item = map(order)
        if (item instanceof Promise) await item
      }
    const elapsedMs = performance.now() - beganAt
    if (round > 0) found.push((orders.length * turnsOfLanguages * 1000) / elapsedMs)
  }
  return Math.round(median(found))
}

/** They are much slower, so that less is enough. */
const turnsOfLanguages = 5

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
    ...(figures.jsonata === undefined ? [] : [['JSONata', figures.jsonata] as const]),
    ...(figures.jmespath === undefined
      ? []
      : [['JMESPath, without the small letters', figures.jmespath] as const]),
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

/** What the targets are judged by: with all checks, against the fastest way of each other. */
export function mappingTargets(figures: MappingFigures) {
  const { oursWithChecks, segmentBatch, jsonata, jmespath } = figures
  return {
    // Every result was compared before anything was timed.
    isSame: true,
    measured: {
      'mapping-speed': oursWithChecks,
      'mapping-segment': oursWithChecks / Math.max(figures.segment, segmentBatch),
      'mapping-jsonata': oursWithChecks / (jsonata ?? Number.NaN),
      'mapping-jmespath': oursWithChecks / (jmespath ?? Number.NaN),
    },
  }
}
