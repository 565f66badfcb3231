import { dayText, digestText, spanStart, storeClock } from '../analytics/index.ts'
import type { Digest } from '../config/index.ts'
import { openFetch, rangesOfEnvironment } from '../egress/index.ts'
import { latestInstant, nextInstant } from '../queue/index.ts'
import { addNotices, hasNotice } from '../store/index.ts'
import { noticesOf } from './alert-rounds.ts'
import { allNotices, insightScene, zoneOf, type NoticeInstallation } from './notice-scene.ts'

const dayMs = 86_400_000
/** Of digests that were missed for longer than that nobody wants to read. */
const lateMs = dayMs / 2

/** The period that a digest is of now, and undefined where its time has not come within the last hours. */
export function digestPeriod(
  { every, at }: Pick<Digest, 'every' | 'at'>,
  { now, zone }: { readonly now: number; readonly zone: string },
) {
  const [hours, minutes] = at.split(':').map(Number)
  const rule = { rule: `${minutes ?? 0} ${hours ?? 7} * * ${every === 'day' ? '*' : '1'}`, zone }
  const first = nextInstant(rule, now - lateMs)
  if (first === undefined || first > now) return undefined
  // The day on which it was due, which may be yesterday.
  const { day } = storeClock(zone)(latestInstant(rule, first, now))
  const to = every === 'day' ? day - 1 : spanStart(day, 'week') - 1
  return { from: every === 'day' ? to : to - 6, to }
}

/** Puts down each digest whose time has come, once a period. */
export async function makeDigests(
  installation: NoticeInstallation,
  signal: AbortSignal,
): Promise<void> {
  const { store, configuration, now } = installation
  const { digests } = await allNotices(installation)
  const opened = [...rangesOfEnvironment(process.env), ...(configuration.host?.openAddresses ?? [])]
  for (const digest of digests.values()) {
    const period = digestPeriod(digest, {
      now: now(),
      zone: zoneOf(configuration),
    })
    if (period === undefined) continue
    const name = { source: `digest/${digest.id}`, period: dayText(period.to) }
    if (await store.read((dialect, org) => hasNotice(dialect, org, name))) continue
    const { model, language = 'en' } = configuration.insights ?? {}
    const words = await digestText(insightScene(installation, { stores: digest.stores, signal }), {
      every: digest.every,
      period,
      language: digest.language ?? language,
      items: digest.items,
      ...(model !== undefined && { model, ask: openFetch(opened) }),
    })
    await store.write((dialect, org) =>
      addNotices(dialect, org, noticesOf(name.source, name.period, digest.to, words), now()),
    )
  }
}
