import type PQueue from 'p-queue'
import {
  parseWebhook,
  recentRegistrations,
  recordScenes,
  webhookCommitter,
  type CommitWebhook,
  type ConnectionScene,
  type Parsed,
  type RecordScenes,
  type Registrations,
} from '../engine/index.ts'
import type { WaitingWebhook } from '../store/index.ts'
import type { Host } from './host.ts'

/** What there is to know of the webhooks of one connection, for as long as it is served. */
export interface Lane {
  readonly connection: string
  readonly registered: Registrations
  /** What connectors are asked about webhooks that were just received. */
  readonly parsing: Map<string, Promise<Parsed>>
  failures: number
  /** Records in doubt are not asked for before this instant: the vendor is in trouble. */
  restUntil: number
  /** What records are written with, for as long as nothing new is known of the connection. */
  made: Made | undefined
  /** Somebody is at it, and looks again before he leaves where webhooks have come since he looked: he need not be woken. */
  isWorked: boolean
  hasNews: boolean
}

export interface Made {
  readonly scene: ConnectionScene
  readonly scenes: RecordScenes
  readonly commit: CommitWebhook
}

export function newLane({ store }: Host, connection: string): Lane {
  return {
    connection,
    registered: recentRegistrations(store, connection),
    parsing: new Map(),
    failures: 0,
    restUntil: 0,
    made: undefined,
    isWorked: false,
    hasNews: false,
  }
}

/** Of these, only what is asked about webhooks that are still due stays: others may have come since. */
export function forget(lane: Lane, asked: readonly string[], due: readonly WaitingWebhook[]): void {
  const waiting = new Set(due.map(({ id }) => id))
  for (const id of asked) if (!waiting.has(id)) lane.parsing.delete(id)
}

/** Where another process works on the webhooks, nobody here takes off what was asked: the oldest are let go. */
const mostAsked = 1000

/** Asks the connector what a webhook says, once an attempt: for the answer, and for what is written. */
export function parsedOnce(
  lane: Lane,
  scene: ConnectionScene,
  webhook: WaitingWebhook,
): Promise<Parsed> {
  const parsing = lane.parsing.get(webhook.id) ?? parseWebhook(scene, webhook)
  lane.parsing.set(webhook.id, parsing)
  const [oldest] = lane.parsing.keys()
  if (lane.parsing.size > mostAsked && oldest !== undefined) lane.parsing.delete(oldest)
  return parsing
}

/** The book has another scene after each run: what that learnt of the streams is then taken over. */
export function madeFor(lane: Lane, scene: ConnectionScene, turns: PQueue): Made {
  if (lane.made?.scene === scene) return lane.made
  const scenes = recordScenes(scene)
  const commit = webhookCommitter(scene, scenes, (work) => turns.add(work))
  lane.made = { scene, scenes, commit }
  return lane.made
}
