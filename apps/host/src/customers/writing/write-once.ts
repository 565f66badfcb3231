import {
  canonicalise,
  fault,
  type Entry,
  type Json,
  type JsonObject,
  type Transaction,
} from '@cartograph/core'
import { audit, auditOften, type Actor, type AuditAction } from '../../access/index.ts'
import { transact, type TransactScene } from '../../engine/index.ts'
import { contentHash, keyText, storedRows, type Dialect, type Work } from '../../store/index.ts'
import type { WritingScene } from './writing-scene.ts'

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
 * @throws a `conflict` fault where the key was used for another wish, and for somebody who is being erased: of them nothing new is
 *   kept, and whoever writes it is to know.
 */
export async function writeOnce<Answer extends Json>(
  scene: WritingScene,
  once: Once,
  wish: { readonly what: AuditAction; readonly body: unknown; readonly locks: readonly string[] },
  work: (transaction: Transaction, now: string) => Promise<Answer>,
): Promise<Answer> {
  const { key, node } = once
  const text = contentHash(canonicalise([wish.what, wish.body as Json, node ?? null]))
  const now = new Date(scene.clock.now()).toISOString()
  const source = scene.sourceOf(node)
  const kept = (await transact(source, { locks: wish.locks, once: key }, async (transaction) => {
    const put: Entry[] = []
    const answer = await work({ ...transaction, put: (entry) => put.push(entry) }, now)
    for (const entry of put) transaction.put(entry)
    return {
      commit: true,
      answer: { wish: text, answer } as Json,
      *also(dialect, org) {
        yield* checkKept(dialect, org, source, put)
        yield* told(dialect, org, { what: wish.what, at: Date.parse(now), once, answer })
      },
    }
  })) as unknown as Kept<Answer>
  if (kept.wish !== text)
    throw fault({
      kind: 'conflict',
      message: 'This idempotency key was used for another wish.',
      hint: 'Send a new key with each wish, and the same one only to ask again.',
    })
  await scene.catchUp()
  return kept.answer
}

/** What names somebody who is being erased is left out without a word, as vendors never end to tell of them. */
function* checkKept(
  dialect: Dialect,
  org: string,
  { scene }: TransactScene,
  put: readonly Entry[],
): Work<void> {
  for (const [stream, entries] of Map.groupBy(put, (entry) => entry.stream)) {
    const place = { connection: scene.connection.id, stream }
    const keys = entries.flatMap((entry) =>
      entry.op === 'upsert' ? keyText([(entry.row as { readonly id: string }).id]) : [],
    )
    const kept = yield* storedRows(dialect, org, place, keys)
    if (keys.every((key) => kept.has(key))) continue
    throw fault({
      kind: 'conflict',
      message: 'What this names was erased or is being erased, and nothing of it is kept.',
      hint: 'Once the erasure is done, write it anew under another key.',
    })
  }
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
