import { fault, faultOf, type Fault } from '@cartograph/core'
import { ownConnectionIds } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { replayDelivery, sinkName } from '../delivery/index.ts'
import { replayRecords, runName } from '../engine/index.ts'
import {
  keyOfText,
  lettersAfter,
  listStreams,
  type LetterCursor,
  type LetterPlace,
} from '../store/index.ts'
import { byHand } from '../work/index.ts'
import { faultText } from './fault-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

const pageSize = 1000

export interface ReplayCommandOptions extends CommonOptions {
  readonly key?: readonly string[]
  readonly all?: boolean
  readonly force?: boolean
}

/** What was processed again of one delivery or stream. */
export interface Replay {
  readonly what: string
  /** Dead letters that were taken up. */
  readonly replayed: number
  /** Those that are gone now. */
  readonly mended: number
  /** Items that a sink acknowledged. */
  readonly sent?: number
  readonly failed: readonly { readonly key: string; readonly at: string; readonly fault: Fault }[]
  readonly notes: readonly string[]
  readonly fault?: Fault
}

/** `cartograph replay [delivery | connection.stream] [--all]`: processes again what could not be processed. */
export function replayCommand(
  terminal: Terminal,
  what: string | undefined,
  options: ReplayCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const parts = await chosenParts(installation, what, options)
    const replays: Replay[] = []
    for (const part of parts) {
      if (terminal.signal.aborted) break
      try {
        const replay = await replayPart(installation, part, terminal, options)
        if (replay !== undefined) replays.push(replay)
      } catch (error) {
        // What was named is answered for; of all, one that cannot be processed delays no other.
        if (what !== undefined) throw error
        replays.push({
          what: nameOf(part),
          replayed: 0,
          mended: 0,
          failed: [],
          notes: [],
          fault: faultOf(error, nameOf(part)),
        })
      }
    }
    const ok =
      !terminal.signal.aborted &&
      replays.every(({ failed, fault: found }) => failed.length === 0 && found === undefined)
    for (const { what: name, notes, fault: found } of replays) {
      for (const note of notes) terminal.say(`${name}: ${note}`)
      if (found !== undefined) terminal.say(faultText(found, name))
    }
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok, replays })}\n` : replayText(replays),
    )
    return ok ? 0 : 1
  })
}

type Part = { readonly delivery: string } | { readonly connection: string; readonly stream: string }

function nameOf(part: Part): string {
  return 'delivery' in part ? part.delivery : `${part.connection}.${part.stream}`
}

async function chosenParts(
  { configuration, store }: Installation,
  what: string | undefined,
  { all, key, force }: ReplayCommandOptions,
): Promise<readonly Part[]> {
  const deliveries = [...configuration.deliveries.keys()]
  const connections = new Set([
    ...configuration.connections.keys(),
    ...ownConnectionIds(configuration.customers?.nodes.values() ?? []),
  ])
  if (what === undefined) {
    if (all !== true || key !== undefined || force === true)
      throw fault({
        kind: 'config',
        message: 'It is not said what to replay.',
        hint: 'Name a delivery or connection.stream, or say --all for every dead letter there is.',
      })
    const read = await store.read((dialect, org) => listStreams(dialect, org))
    const streams = read.filter(({ connection }) => connections.has(connection))
    return [...streams, ...deliveries.map((delivery) => ({ delivery }))]
  }
  if (deliveries.includes(what)) return [{ delivery: what }]
  const dot = what.indexOf('.')
  if (dot > 0 && connections.has(what.slice(0, dot))) {
    if (force === true)
      throw fault({
        kind: 'config',
        message: '--force is for deliveries: what the sink has is sent again.',
        hint: `To read ${what} anew, run \`cartograph sync --full\`.`,
      })
    return [{ connection: what.slice(0, dot), stream: what.slice(dot + 1) }]
  }
  throw fault({
    kind: 'config',
    message: `There is no delivery ${what}, and no stream of that name.`,
    hint: `Deliveries: ${deliveries.join(', ') || 'none'}. A stream is written connection.stream.`,
  })
}

async function replayPart(
  installation: Installation,
  part: Part,
  { signal, environment }: Terminal,
  { key, force = false }: ReplayCommandOptions,
): Promise<Replay | undefined> {
  const isDelivery = 'delivery' in part
  const place: LetterPlace = isDelivery
    ? { side: 'delivery', part: part.delivery }
    : { side: 'source', part: `${part.connection}/${part.stream}` }
  const what = nameOf(part)
  const before = await letters(installation, place, key)
  if (before.length === 0 && !force) return key === undefined ? undefined : nothing(what, key)
  const keys = key === undefined ? undefined : [...new Set(before.map((letter) => letter.key))]
  const play = async (own: AbortSignal) =>
    isDelivery
      ? replayDelivery(installation, {
          delivery: deliveryOf(installation, part.delivery),
          keys: key,
          force,
          signal: own,
        })
      : replayRecords(installation, { ...part, keys, signal: own })
  const alone = byHand(installation, signal, givenWaits(environment).host)
  const name = isDelivery
    ? sinkName(deliveryOf(installation, part.delivery))
    : runName(part.connection)
  const run = await (alone === undefined ? play(signal) : alone(name, play))
  const failed = await letters(installation, place, key)
  const left = new Set(failed.map((letter) => letter.key))
  const asked = new Set(before.map((letter) => letter.key))
  return {
    what,
    replayed: asked.size,
    mended: [...asked].filter((each) => !left.has(each)).length,
    ...(run !== undefined && 'sent' in run && { sent: run.sent }),
    failed,
    notes: run?.notes ?? [],
    ...(run?.fault !== undefined && { fault: run.fault }),
  }
}

function deliveryOf({ configuration }: Installation, id: string) {
  const delivery = configuration.deliveries.get(id)
  if (delivery === undefined) throw new Error(`The delivery ${id} is not configured.`)
  return delivery
}

function nothing(what: string, keys: readonly string[]): Replay {
  const note = `There is no dead letter with the key ${keys.join(' or ')}.`
  return { what, replayed: 0, mended: 0, failed: [], notes: [note] }
}

/** The dead letters of a part, those of some keys only where keys are named. */
async function letters(
  { store }: Installation,
  place: LetterPlace,
  keys: readonly string[] | undefined,
): Promise<Replay['failed']> {
  const found: Replay['failed'][number][] = []
  let after: LetterCursor | undefined
  do {
    const cursor: LetterCursor | undefined = after
    const page = await store.read((dialect, org) =>
      lettersAfter(dialect, org, place, cursor, pageSize),
    )
    after = page.at(-1)
    for (const { key, at, fault: reason } of page)
      if (keys === undefined || namesOf(place, key).some((name) => keys.includes(name)))
        found.push({ key, at, fault: reason })
  } while (after !== undefined)
  return found
}

/** What a person may write for a key: as it is kept, or the plain key of the record. */
function namesOf({ side }: LetterPlace, key: string): readonly string[] {
  if (side === 'delivery') return [key, key.slice(key.indexOf('/') + 1)]
  return key.startsWith('[') ? [key, keyOfText(key).join(', ')] : [key]
}

export function replayText(replays: readonly Replay[]): string {
  if (replays.length === 0) return 'There is nothing to replay.\n'
  return replays.map((replay) => `${partText(replay)}\n`).join('')
}

function partText({ what, replayed, mended, sent, failed }: Replay): string {
  const told = [
    `${what}: ${counted(replayed, 'dead letter')} replayed, ${mended} mended`,
    ...(sent === undefined ? [] : [`${counted(sent, 'item')} sent`]),
  ].join(', ')
  if (failed.length === 0) return `${told}.`
  const examples = failed.slice(0, 10).map(({ key, at, fault: found }) => {
    return `  ${key} (${at}): ${found.message}`
  })
  const rest = failed.length - examples.length
  return [`${told}; failed again:`, ...examples, ...(rest > 0 ? [`  and ${rest} more`] : [])].join(
    '\n',
  )
}
