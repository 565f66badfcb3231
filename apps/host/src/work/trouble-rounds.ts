import { faultOf } from '@cartograph/core'
import * as z from 'zod'
import { defaultFailures, type Configuration, type PageMail } from '../config/index.ts'
import {
  addNotices,
  connectionTroubles,
  endConnectionTrouble,
  lastRuns,
  listStreams,
  membersIn,
  pausedConnections,
  placeName,
  troubleMutes,
  writeConnectionTrouble,
  type Dialect,
  type Place,
  type Work,
} from '../store/index.ts'
import {
  troubleStep,
  verdictOf,
  type ConnectionVerdict,
  type EndedRun,
} from './connection-verdict.ts'
import { filledIn } from './filled-in.ts'
import type { NoticeInstallation } from './notice-scene.ts'
import { troubleMail, troubleReaders } from './trouble-mail.ts'

/** One that is going on tells nothing yet. */
const runsBack = 3

/** Where the notices of a connection are found. */
export function troubleSource(connection: string): string {
  return `connection/${connection}`
}

/**
 * Looks at how every connection stands, and puts down a mail to its owner where one does not work, or works again.
 *
 * What was seen, that it was told and the mails are one transaction, and nobody else judges meanwhile: neither a process that
 * dies nor two of them tell twice.
 */
export async function judgeConnections(installation: NoticeInstallation): Promise<void> {
  const { store, configuration, now } = installation
  const failures = configuration.failures ?? defaultFailures
  const sender = failures.mail ?? configuration.people?.mail
  if (sender === undefined) return
  await store.write(function* (dialect, org) {
    yield* dialect.alone(['connection troubles', org])
    const before = yield* connectionTroubles(dialect, org)
    const verdicts = yield* verdictsOf(dialect, org, configuration)
    for (const connection of before.keys())
      if (!verdicts.has(connection)) yield* endConnectionTrouble(dialect, org, connection)
    for (const [connection, verdict] of verdicts) {
      const known = before.get(connection)
      const at = now()
      const step = troubleStep(connection, known, verdict, { now: at, againMs: failures.againMs })
      if (step.trouble !== undefined) yield* writeConnectionTrouble(dialect, org, step.trouble)
      else if (known !== undefined) yield* endConnectionTrouble(dialect, org, connection)
      if (step.tells !== undefined)
        yield* addNotices(
          dialect,
          org,
          yield* mailsOf(dialect, org, installation, sender, {
            connection,
            verdict,
            since: known?.since ?? at,
            at,
          }),
          at,
        )
    }
  })
}

/** One mail to each reader, so that none learns who the others are. */
function* mailsOf(
  dialect: Dialect,
  org: string,
  { configuration }: NoticeInstallation,
  sender: PageMail,
  told: {
    readonly connection: string
    readonly verdict: ConnectionVerdict
    readonly since: number
    readonly at: number
  },
) {
  const failures = configuration.failures ?? defaultFailures
  const mail = troubleMail({
    ...told,
    againMs: failures.againMs,
    language: failures.language ?? configuration.insights?.language ?? 'en',
    url: configuration.host?.url,
    support: configuration.host?.support,
  })
  const readers = troubleReaders(
    configuration.connections.get(told.connection)?.owner,
    yield* membersIn(dialect, org),
    yield* troubleMutes(dialect, org),
    failures,
  )
  return readers.map((email, target) => ({
    source: troubleSource(told.connection),
    period: String(told.at),
    target,
    connection: sender.connection,
    action: sender.action,
    input: JSON.stringify(filledIn(sender.input, { ...mail, email })),
  }))
}

/** Of all connections that the configuration has. */
function* verdictsOf(
  dialect: Dialect,
  org: string,
  { connections, deliveries }: Configuration,
): Work<ReadonlyMap<string, ConnectionVerdict>> {
  const places = Map.groupBy(yield* listStreams(dialect, org), ({ connection }) => connection)
  const paused = yield* pausedConnections(dialect, org)
  const verdicts = new Map<string, ConnectionVerdict>()
  for (const { id, streams } of connections.values()) {
    if (paused.has(id)) {
      verdicts.set(id, { state: 'unknown' })
      continue
    }
    const runs: EndedRun[] = []
    for (const place of places.get(id) ?? [])
      if (streams?.includes(place.stream) !== false)
        runs.push(...(yield* endedRun(dialect, org, 'source', place)))
    for (const delivery of deliveries.values())
      if (delivery.connection === id && !delivery.paused)
        runs.push(...(yield* endedRun(dialect, org, 'delivery', delivery.id)))
    verdicts.set(id, verdictOf(runs))
  }
  return verdicts
}

const reportShape = z.object({ fault: z.unknown().optional() })

/** The newest run of a part that has ended; none where there is none. */
function* endedRun(
  dialect: Dialect,
  org: string,
  side: 'source' | 'delivery',
  place: Place | string,
): Work<readonly EndedRun[]> {
  const name = typeof place === 'string' ? place : placeName(place)
  const part = typeof place === 'string' ? place : place.stream
  const runs = yield* lastRuns(dialect, org, side, name, runsBack)
  const ended = runs.find(({ endedAt }) => endedAt !== undefined)
  if (ended === undefined) return []
  const report: unknown = ended.report === undefined ? {} : JSON.parse(ended.report)
  const { fault } = reportShape.safeParse(report).data ?? {}
  return [{ part, ...(fault !== undefined && { fault: faultOf(fault) }) }]
}
