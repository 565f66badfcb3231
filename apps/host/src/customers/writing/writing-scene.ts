import { fault, type Json, type JsonObject, type Transaction } from '@cartograph/core'
import {
  defaultCustomers,
  ownConnection,
  ownConnectionId,
  type CustomerSettings,
} from '../../config/index.ts'
import { audit, auditOften, type Actor, type AuditAction } from '../../access/index.ts'
import type { Lines, RunOptions } from '../../connections/index.ts'
import {
  connectionScene,
  lockTurns,
  recordScenes,
  transact,
  type LockTurns,
  type TransactScene,
} from '../../engine/index.ts'
import type { Clock } from '../../queue/index.ts'
import { contentHash, type Dialect, type Store, type Work } from '../../store/index.ts'
import { nodeNamed } from '../nodes/node.ts'

export interface WritingOptions {
  readonly store: Store
  readonly lines: Lines
  readonly settings?: CustomerSettings | undefined
  readonly engine: RunOptions
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly owner: string
  /** Brings persons up to date with what was written. */
  readonly catchUp: () => Promise<void>
}

/** What everything that is written by hand works with, one for as long as a process lives. */
export interface WritingScene {
  readonly store: Store
  readonly settings: CustomerSettings
  readonly clock: Clock
  readonly catchUp: () => Promise<void>
  /** Where what is written for a node goes. */
  readonly sourceOf: (node: string | undefined) => TransactScene
}

export function openWriting(options: WritingOptions): WritingScene {
  const { store, settings = defaultCustomers, clock, catchUp } = options
  const turns = lockTurns()
  const known = new Map<string, TransactScene>()
  return {
    store,
    settings,
    clock,
    catchUp,
    sourceOf: (node) => {
      if (node !== undefined && nodeNamed(settings.nodes, node).kind === 'view')
        throw fault({
          kind: 'config',
          message: `The node ${node} merges others and has no customers of its own.`,
          hint: 'Name one of the nodes that it merges.',
        })
      const id = ownConnectionId(node)
      const source = known.get(id) ?? openSource(options, id, turns)
      known.set(id, source)
      return source
    },
  }
}

function openSource(options: WritingOptions, id: string, turns: LockTurns): TransactScene {
  const { store, lines, engine, clock, signal, owner } = options
  const connection = ownConnection(id)
  const { connector, config } = connection
  const scene = connectionScene({
    store,
    connection,
    line: lines.of(connection),
    parts: connector.parts({ config, found: null }),
    signal,
    owner,
    engine,
    clock,
  })
  return {
    scene,
    surface: 'by hand',
    scenes: recordScenes(scene),
    turns,
    signal,
    now: () => clock.now(),
    // What is asked of persons is asked of the store before, and what is written does not hang on it.
    find: async () => [],
    catchUp: async () => {},
  }
}

/** A wish that is done once, however often it comes. */
export interface Once {
  /** Names the wish: the same key with another wish is refused. */
  readonly key: string
  readonly node?: string | undefined
  /** For the audit log. Default: whoever has the machine. */
  readonly by?: Actor | undefined
}

interface Kept<Answer extends Json> {
  readonly wish: string
  readonly answer: Answer
}

/**
 * Writes into the built-in source under locks, once for each key; who asks again is given the same answer.
 *
 * @throws a `conflict` fault where the key was used for another wish.
 */
export async function writeOnce<Answer extends Json>(
  scene: WritingScene,
  once: Once,
  wish: { readonly what: AuditAction; readonly body: unknown; readonly locks: readonly string[] },
  work: (transaction: Transaction, now: string) => Promise<Answer>,
): Promise<Answer> {
  const { key, node } = once
  const text = contentHash(JSON.stringify([wish.what, wish.body, node ?? null]))
  const now = new Date(scene.clock.now()).toISOString()
  const kept = (await transact(
    scene.sourceOf(node),
    { locks: wish.locks, once: key },
    async (transaction) => {
      const answer = await work(transaction, now)
      return {
        commit: true,
        answer: { wish: text, answer } as Json,
        also: (dialect, org) =>
          told(dialect, org, { what: wish.what, at: Date.parse(now), once, answer }),
      }
    },
  )) as unknown as Kept<Answer>
  if (kept.wish !== text)
    throw fault({
      kind: 'conflict',
      message: 'This idempotency key was used for another wish.',
      hint: 'Send a new key with each wish, and the same one only to ask again.',
    })
  await scene.catchUp()
  return kept.answer
}

interface Told {
  readonly what: AuditAction
  readonly at: number
  readonly once: Once
  readonly answer: Json
}

function* told(dialect: Dialect, org: string, { what, at, once, answer }: Told): Work<void> {
  const { by = { kind: 'command' }, node } = once
  const target = (answer as { readonly person?: string } | null)?.person
  const entry = { at, actor: by, action: what, target, node }
  // Applications write events by the thousand.
  if (what === 'event.write') yield* auditOften(dialect, org, entry)
  else yield* audit(dialect, org, entry)
}

/** An id that is the same for every attempt of one wish. */
export function idOf(once: Once, part: string): string {
  return contentHash(JSON.stringify([once.key, once.node ?? null, part]))
}

/** What a stream has under an id. */
export async function rowOf(
  transaction: Transaction,
  stream: string,
  id: string,
): Promise<JsonObject | undefined> {
  return (await transaction.get(stream, [id])) as JsonObject | undefined
}
