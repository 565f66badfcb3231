import type { Fault, Stream } from '@cartograph/core'
import type { Simulated } from './options.ts'
import type { Scene } from './scene.ts'
import { keyText, rowText } from './stream-keys.ts'
import { stillHeld } from './still-held.ts'
import { listedStreams, readStream, type Reading } from './walking.ts'

/** What was seen while all streams were read once. */
export interface Baseline {
  readonly simulated: Simulated
  readonly streams: ReadonlyMap<string, StreamBaseline>
}

export interface StreamBaseline {
  readonly reading: Reading
  readonly pages: readonly PageNote[]
  /** Rows that do not fit their schema. */
  readonly misfits: readonly { readonly key: string; readonly issue: string }[]
  readonly badKeys: readonly string[]
  /** Keys that came with several contents although nothing changed. */
  readonly twofold: ReadonlySet<string>
  readonly badPositions: readonly string[]
  readonly badParams: readonly string[]
  readonly rejects: readonly string[]
  /** Rows of the first page that are still held when a later one is handed over; undefined where there are too few pages. */
  readonly heldRows: number | undefined
  /** Why the reading ended early. */
  readonly fault: Fault | undefined
}

export interface PageNote {
  readonly items: number
  /** Requests that were begun before the next page was asked for. */
  readonly ahead: number
}

/** A page this late must not hold the rows of the first. */
const latePage = 4
/** A request that was begun before its page was wanted is still under way when the page before is handed over. */
const holdMs = 1
/** Long enough for a request that nobody waits for to be begun. */
const lookMs = 2

export async function readBaseline(
  scene: Scene,
  only: readonly string[] | undefined,
): Promise<Baseline> {
  const streams = new Map<string, StreamBaseline>()
  scene.traffic.holdAnswersMs = holdMs
  for (const [name, stream] of Object.entries(listedStreams(scene, only)))
    streams.set(name, await streamBaseline(scene, name, stream))
  return { simulated: scene.simulated, streams }
}

async function streamBaseline(
  scene: Scene,
  name: string,
  stream: Stream<unknown>,
): Promise<StreamBaseline> {
  const pages: PageNote[] = []
  const misfits: { key: string; issue: string }[] = []
  const badKeys: string[] = []
  const twofold = new Set<string>()
  const badPositions: string[] = []
  const badParams: string[] = []
  const rejects: string[] = []
  const seen = new Map<string, string>()
  let first: WeakRef<object>[] = []
  let heldRows: number | undefined
  let reading: Reading = {
    rows: new Map(),
    deleted: new Set(),
    hinted: new Set(),
    positions: new Map(),
    slices: [],
  }
  let fault: Fault | undefined
  try {
    reading = await readStream(scene, name, {
      onPage: async (page, slice) => {
        const before = scene.traffic.asked.length - scene.traffic.underWay
        await new Promise((resolve) => {
          setTimeout(resolve, lookMs)
        })
        pages.push({ items: page.items.length, ahead: scene.traffic.asked.length - before })
        if (pages.length === 1)
          first = page.items.flatMap((change) =>
            change.op === 'upsert' ? [new WeakRef(change.row)] : [],
          )
        if (pages.length === latePage && first.length > 0) heldRows = await stillHeld(first)
        const position = await issuesOf(stream.list?.position, page.next)
        if (position !== undefined) badPositions.push(position)
        const params = await issuesOf(stream.list?.params, slice.params)
        if (params !== undefined) badParams.push(params)
        for (const change of page.items) {
          if (change.op === 'reject') rejects.push(change.fault.message)
          if (change.op !== 'upsert') continue
          const key = stream.key(change.row)
          const text = keyText(key)
          if (!isKey(key)) badKeys.push(text)
          const issue = await issuesOf(stream.schema, change.row)
          if (issue !== undefined) misfits.push({ key: text, issue })
          const content = rowText(change.row)
          if ((seen.get(text) ?? content) !== content) twofold.add(text)
          seen.set(text, content)
        }
      },
    })
  } catch (error) {
    // A cassette holds the first pages alone.
    if (scene.isReplayed && pages.length > 0) reading = { ...reading, rows: seen }
    else fault = scene.caught(`reading ${name}`, error)
  }
  return {
    reading,
    pages,
    misfits,
    badKeys,
    twofold,
    badPositions,
    badParams,
    rejects,
    heldRows,
    fault,
  }
}

function isKey(key: unknown): boolean {
  const parts = Array.isArray(key) ? (key as unknown[]) : [key]
  return (
    parts.length > 0 &&
    parts.every((part) =>
      typeof part === 'string' ? part !== '' : typeof part === 'number' && Number.isFinite(part),
    )
  )
}

async function issuesOf(
  schema: Stream<unknown>['schema'] | NonNullable<Stream<unknown>['list']>['position'] | undefined,
  value: unknown,
): Promise<string | undefined> {
  const result = await schema?.['~standard'].validate(value)
  const [issue] = result?.issues ?? []
  if (issue === undefined) return undefined
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
  return `${path.join('.') || 'the value'}: ${issue.message}`
}
