import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startStripe } from '@cartograph/simulators/stripe'
import { runCommand, start } from '../command.ts'
import { randomNumbers } from '../draw.ts'
import type { MutationName } from '../mutations.ts'
import { said } from '../story.ts'
import { freePort, untilItListens } from '../stripe/listening.ts'
import { callerOf, type Caller } from './caller.ts'
import { knownEvents, lostEvents } from './comparison.ts'
import { connectionId, makeHookedWorkspace } from './workspace.ts'

export interface WebhookStory {
  readonly seed: number
  readonly kills: number
  readonly mutation?: MutationName
  readonly say: (line: string) => void
}

/** Webhooks that come at the same time, so that they are kept together. */
const atOnce = 60
const lastsMs = { shortest: 20, longest: 1200 }
const lookMs = 100

/**
 * A host that takes many webhooks at once and is killed in the middle of it, again and again. Gives back what was answered and is lost,
 * and, where nothing was broken on purpose, what the next host did not work off.
 */
export async function tellWebhookStory(story: WebhookStory): Promise<readonly string[]> {
  const { seed, kills, mutation, say } = story
  const stripe = await startStripe({
    size: { customers: 200, charges: 0 },
    livemode: true,
    limits: 'off',
  })
  const port = await freePort()
  const folder = makeHookedWorkspace(stripe, port)
  const random = randomNumbers(seed)
  const caller = callerOf(stripe)
  const lost = new Set<string>()
  try {
    const read = await runCommand(folder, ['sync'])
    if (read.code !== 0) throw new Error(said(read))
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = { told: caller.told(), taken: caller.taken.size }
      const killAfterMs = lastsMs.shortest + random() * (lastsMs.longest - lastsMs.shortest)
      await serveUntilKilled(folder, port, { caller, killAfterMs, mutation })
      for (const each of lostEvents(caller.taken, knownEvents(folder))) lost.add(each)
      say(
        `kill ${kill}: after ${Math.round(killAfterMs)} ms, ${caller.taken.size - before.taken} of ${caller.told() - before.told} webhooks were answered`,
      )
    }
    return mutation === undefined ? [...lost, ...(await leftOver(folder, port, caller))] : [...lost]
  } finally {
    await stripe.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function serveUntilKilled(
  folder: string,
  port: number,
  given: {
    readonly caller: Caller
    readonly killAfterMs: number
    readonly mutation: MutationName | undefined
  },
): Promise<void> {
  const { caller, killAfterMs, mutation } = given
  const serving = start(folder, ['serve', '--json'], mutation === undefined ? {} : { mutation })
  const life = { isOver: false }
  try {
    await untilItListens(port, serving)
    const address = await addressOf(folder)
    const calling = (async () => {
      while (!life.isOver) await caller.tell(address, atOnce)
    })()
    await sleep(killAfterMs)
    serving.process.kill('SIGKILL')
    life.isOver = true
    await calling
  } finally {
    serving.process.kill('SIGKILL')
    await serving.ended
  }
}

async function addressOf(folder: string): Promise<string> {
  const shown = await runCommand(folder, ['webhooks', 'show', '--json'])
  const [, address] =
    new RegExp(`"(http[^"]*/hooks/${connectionId}/[^"]+)"`, 'u').exec(shown.output) ?? []
  if (address === undefined) throw new Error(`There is no address: ${said(shown)}`)
  return address
}

/** What a host that is let live has not written of what was taken. */
async function leftOver(
  folder: string,
  port: number,
  { taken }: Caller,
): Promise<readonly string[]> {
  const serving = start(folder, ['serve', '--json'])
  try {
    await untilItListens(port, serving)
    while (knownEvents(folder).waiting.size > 0) await sleep(lookMs)
  } finally {
    serving.process.kill('SIGTERM')
    await serving.ended
  }
  return lostEvents(taken, { ...knownEvents(folder), waiting: new Set() })
}
