import { fault, faultOf } from '@cartograph/core'
import { hasConnection, type Installation } from '../connections/index.ts'
import { listStreams } from '../store/index.ts'
import {
  byHand,
  letterOwner,
  replayLetters,
  type LetterOwner,
  type ReplayedLetters,
} from '../work/index.ts'
import { faultText } from './fault-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { counted } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { givenWaits } from './waits.ts'

export interface ReplayCommandOptions extends CommonOptions {
  readonly key?: readonly string[]
  readonly all?: boolean
  readonly force?: boolean
}

/** What was processed again of one delivery or stream. */
interface Replay extends ReplayedLetters {
  readonly what: string
}

/** `cartograph replay [delivery | connection.stream] [--all]`: processes again what could not be processed. */
export function replayCommand(
  terminal: Terminal,
  what: string | undefined,
  options: ReplayCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const owners = await chosenOwners(installation, what, options)
    const replays: Replay[] = []
    for (const owner of owners) {
      if (terminal.signal.aborted) break
      try {
        const replay = await replayOwned(installation, owner, terminal, options)
        if (replay !== undefined) replays.push(replay)
      } catch (error) {
        // What was named is answered for; of all, one that cannot be processed delays no other.
        if (what !== undefined) throw error
        const name = nameOf(owner)
        replays.push({ what: name, ...nothing, fault: faultOf(error, name) })
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

const nothing: ReplayedLetters = { replayed: 0, mended: 0, failed: [], notes: [] }

function nameOf(owner: LetterOwner): string {
  return 'delivery' in owner ? owner.delivery.id : `${owner.connection}.${owner.stream}`
}

async function chosenOwners(
  { configuration, store }: Installation,
  what: string | undefined,
  { all, key, force }: ReplayCommandOptions,
): Promise<readonly LetterOwner[]> {
  const { deliveries } = configuration
  if (what === undefined) {
    if (all !== true || key !== undefined || force === true)
      throw fault({
        kind: 'config',
        message: 'It is not said what to replay.',
        hint: 'Name a delivery or connection.stream, or say --all for every dead letter there is.',
      })
    const read = await store.read((dialect, org) => listStreams(dialect, org))
    const streams = read.filter(({ connection }) => hasConnection(configuration, connection))
    return [...streams, ...[...deliveries.values()].map((delivery) => ({ delivery }))]
  }
  const owner = letterOwner({ configuration }, what)
  if (owner === undefined)
    throw fault({
      kind: 'config',
      message: `There is no delivery ${what}, and no stream of that name.`,
      hint: `Deliveries: ${[...deliveries.keys()].join(', ') || 'none'}. A stream is written connection.stream.`,
    })
  if (force === true && !('delivery' in owner))
    throw fault({
      kind: 'config',
      message: '--force is for deliveries: what the sink has is sent again.',
      hint: `To read ${what} anew, run \`cartograph sync --full\`.`,
    })
  return [owner]
}

async function replayOwned(
  installation: Installation,
  owner: LetterOwner,
  { signal, environment }: Terminal,
  { key, force = false }: ReplayCommandOptions,
): Promise<Replay | undefined> {
  const alone = byHand(installation, signal, givenWaits(environment).host)
  const replay = await replayLetters(installation, owner, { keys: key, force, alone, signal })
  const what = nameOf(owner)
  if (replay.replayed > 0 || force) return { what, ...replay }
  if (key === undefined) return undefined
  return { what, ...nothing, notes: [`There is no dead letter with the key ${key.join(' or ')}.`] }
}

function replayText(replays: readonly Replay[]): string {
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
