import { webhookLetters } from '../../engine/index.ts'
import {
  countLetters,
  readAccount,
  readRegistrations,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { streamFacts, type KnownConnection, type StreamFacts } from './stream-facts.ts'

export interface ConnectionFacts {
  readonly id: string
  readonly rule: { readonly rule: string; readonly zone: string } | undefined
  /** Streams that are enabled, as far as they are known without the vendor. */
  readonly enabled: readonly string[]
  readonly streams: readonly StreamFacts[]
  /** The vendor's clock less ours, when it was last looked at. */
  readonly clockOffsetMs: number | undefined
  readonly inbox: { readonly waiting: number; readonly oldestAt: number } | undefined
  readonly webhookLetters: number
  /** Of a connector that tells its vendor by itself where webhooks go. */
  readonly registration:
    | { readonly count: number | undefined; readonly checkedAt: number | undefined }
    | undefined
}

export function* connectionFacts(
  dialect: Dialect,
  org: string,
  known: KnownConnection,
): Work<ConnectionFacts> {
  const { connection, parts, figures } = known
  const { id, schedule, timeZone = 'UTC', streams = Object.keys(parts.streams ?? {}) } = connection
  const facts: StreamFacts[] = []
  for (const stream of streams) {
    const one = yield* streamFacts(dialect, org, known, stream)
    if (one !== undefined) facts.push(one)
  }
  const account = yield* readAccount(dialect, org, id)
  const registered = yield* readRegistrations(dialect, org, id)
  return {
    id,
    rule: schedule === undefined ? undefined : { rule: schedule, zone: timeZone },
    enabled: streams,
    streams: facts,
    clockOffsetMs: account?.clockOffsetMs,
    inbox: figures.inbox.find((each) => each.connection === id),
    webhookLetters: yield* countLetters(dialect, org, webhookLetters(id)),
    registration:
      parts.webhook?.register === undefined
        ? undefined
        : { count: registered?.registered.length, checkedAt: registered?.checkedAt },
  }
}
