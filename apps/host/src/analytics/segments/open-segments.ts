import { fault, faultOf } from '@cartograph/core'
import { parseSegment, predefinedSegments, type Segment } from '../../segments/index.ts'
import {
  allSegmentMembers,
  countPlanned,
  readOwnSegments,
  readSegmentStates,
  segmentCounts,
  segmentMembers,
  type Dialect,
  type SegmentMember,
  type SegmentState,
  type Store,
  type Work,
} from '../../store/index.ts'
import type { Day } from '../calendar/day.ts'
import { noSuchSegment } from '../asking/segment-faults.ts'
import type { SegmentOf } from '../asking/figures-source.ts'
import { explainMember, type Explained } from './explain.ts'
import { areSegmentsCurrent } from './kept/standing.ts'
import { keptScene, type KeptSettings } from './kept/kept-scene.ts'
import { definitionHash } from './members/kept-segment.ts'
import { ownSegment } from './members/own-segment.ts'
import { membershipByRows } from './membership-by-rows.ts'
import { planOf } from './plan.ts'
import { thresholdsOf } from './thresholds.ts'

const dayMs = 86_400_000

export interface SegmentsSource {
  readonly store: Store
  readonly settings: KeptSettings
  /** The segments of the configuration. */
  readonly declared: ReadonlyMap<string, Segment>
  readonly now: () => number
}

/** Where a segment is from: from the beginning, from the configuration, or made over the API. */
export type SegmentOrigin = 'predefined' | 'file' | 'api'

export interface NamedSegment {
  readonly segment: Segment
  readonly origin: SegmentOrigin
  /** Of one that was made over the API. */
  readonly version?: number
}

export interface ListedSegment extends NamedSegment {
  readonly members: number
  readonly tooLittleData: boolean
  /** When all were judged last; undefined: never yet. */
  readonly judgedAt?: number
  /** Whether that was today, by what it says now. */
  readonly isOfToday: boolean
}

export interface SegmentCount {
  readonly count: number
  readonly tooLittleData: boolean
  readonly isCurrent: boolean
}

export interface ExplainedMember {
  readonly isIn: boolean
  readonly tooLittleData: boolean
  readonly explained: Explained
}

export interface SegmentsDoor {
  list(): Promise<{ readonly segments: readonly ListedSegment[]; readonly isCurrent: boolean }>
  /** @throws a `notFound` fault where there is none of that name. */
  named(id: string): Promise<NamedSegment>
  /** The day that it is, and what amounts are compared in. */
  today(): Promise<{ readonly asOf: Day; readonly currency: string }>
  /** A definition from outside. @throws a `config` fault where it is not understood. */
  parsed(definition: unknown): Segment
  /** How many a definition from outside has, without keeping it. @throws a `config` fault where it is not understood. */
  count(definition: unknown): Promise<SegmentCount>
  members(
    id: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<readonly SegmentMember[]>
  explain(id: string, member: string): Promise<ExplainedMember | undefined>
  /** For figures: who is in a segment at the end of a day. Of a predefined one only as it is kept, today; undefined: not so. */
  readonly membershipOf: SegmentOf
}

/** The one door to segments, for the API, the command and figures alike. */
export function openSegments({ store, settings, declared, now }: SegmentsSource): SegmentsDoor {
  const named = (id: string) =>
    store.read(function* (dialect, org) {
      const found = (yield* allNamed(dialect, org, declared)).find(
        ({ segment }) => segment.id === id,
      )
      if (found === undefined) throw notFound(id)
      return found
    })
  return {
    named,
    list: () =>
      store.read(function* (dialect, org) {
        const counts = yield* segmentCounts(dialect, org)
        const states = yield* readSegmentStates(dialect, org)
        const { asOf } = yield* keptScene(dialect, org, settings, now())
        const segments = (yield* allNamed(dialect, org, declared)).map((each): ListedSegment => {
          const state = states.get(each.segment.id)
          const standing = {
            members: counts.get(each.segment.id) ?? 0,
            tooLittleData: state?.tooLittle ?? false,
            isOfToday: isJudged(state, each.segment, asOf),
            ...(state !== undefined && { judgedAt: state.evaluatedAt }),
          }
          return Object.assign({}, each, standing)
        })
        return { segments, isCurrent: yield* areSegmentsCurrent(dialect, org) }
      }),
    today: () =>
      store.read(function* (dialect, org) {
        const { asOf, currency } = yield* keptScene(dialect, org, settings, now())
        return { asOf, currency }
      }),
    parsed: (definition) => parseSegment(withName(definition)),
    count: (definition) => {
      const segment = parseSegment(withName(definition))
      return store.read(function* (dialect, org) {
        const { asOf } = yield* keptScene(dialect, org, settings, now())
        const thresholds = yield* thresholdsOf(dialect, org, segment, asOf)
        return {
          count: yield* countPlanned(dialect, org, planOf(segment, thresholds, asOf)),
          tooLittleData: thresholds.tooLittle,
          isCurrent: yield* areSegmentsCurrent(dialect, org),
        }
      })
    },
    members: async (id, page) => {
      await named(id)
      return store.read((dialect, org) => segmentMembers(dialect, org, id, page))
    },
    explain: async (id, member) => {
      const { segment } = await named(id)
      return store.read(function* (dialect, org) {
        const { asOf } = yield* keptScene(dialect, org, settings, now())
        const found = yield* thresholdsOf(dialect, org, segment, asOf)
        const thresholds = { ...found, tooLittle: false }
        const explained = yield* explainMember(dialect, org, {
          segment,
          thresholds,
          asOf,
          id: member,
        })
        if (explained === undefined) return undefined
        const isIn = explained.isFulfilled && !found.tooLittle
        return { isIn, tooLittleData: found.tooLittle, explained }
      })
    },
    membershipOf: async (id, ask) => {
      const found = await store.read(function* (dialect, org) {
        const known = (yield* allNamed(dialect, org, declared)).find(
          ({ segment }) => segment.id === id,
        )
        if (known === undefined) return undefined
        const { asOf, currency } = yield* keptScene(dialect, org, settings, now())
        const isKept =
          // Who asks for today may mean that of another zone.
          (ask.asOf === asOf || ask.asOf === Math.floor(now() / dayMs)) &&
          ask.currency === currency &&
          (yield* areSegmentsCurrent(dialect, org)) &&
          isJudged((yield* readSegmentStates(dialect, org)).get(id), known.segment, asOf)
        const members = isKept ? yield* allSegmentMembers(dialect, org, id) : undefined
        return { ...known, members }
      })
      if (found === undefined) return undefined
      const { segment, origin, members } = found
      if (members !== undefined) return { resource: segment.resource, members }
      if (origin === 'predefined') return undefined
      const { zoneOf } = settings
      const at = { ...ask, now: now(), ...(zoneOf !== undefined && { zoneOf }) }
      return membershipByRows(store, segment, at)
    },
  }
}

/** Whether who is in a segment was judged on a day, by what it says now. */
function isJudged(state: SegmentState | undefined, segment: Segment, asOf: number): boolean {
  return state?.evaluatedDay === asOf && state.definitionHash === definitionHash(segment)
}

/** All segments, those that somebody declared first; of the same name the file's. */
function* allNamed(
  dialect: Dialect,
  org: string,
  declared: ReadonlyMap<string, Segment>,
): Work<readonly NamedSegment[]> {
  const own = (yield* readOwnSegments(dialect, org)).map((each): NamedSegment => ({
    segment: ownSegment(each),
    origin: 'api',
    version: each.version,
  }))
  const all = [
    ...[...declared.values()].map((segment): NamedSegment => ({ segment, origin: 'file' })),
    ...own,
    ...predefinedSegments.map((segment): NamedSegment => ({ segment, origin: 'predefined' })),
  ]
  const byId = new Map<string, NamedSegment>()
  for (const each of all) if (!byId.has(each.segment.id)) byId.set(each.segment.id, each)
  return [...byId.values()]
}

/** A definition that is only counted needs no name. */
function withName(definition: unknown): unknown {
  return typeof definition === 'object' && definition !== null && !Array.isArray(definition)
    ? { id: 'counted', name: 'Counted', resource: 'customer', ...definition }
    : definition
}

function notFound(id: string): Error {
  return fault({ ...faultOf(noSuchSegment(id)), kind: 'notFound' })
}
