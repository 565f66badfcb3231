import { Hono } from 'hono'
import * as z from 'zod'
import {
  dayIn,
  dayText,
  insightKinds,
  metrics,
  readMonitoring,
  readQuota,
  countQuota,
  sentenceOf,
  type FoundInsights,
  type Insight,
  type InsightLanguage,
} from '../analytics/index.ts'
import { muteInsight, mutedInsights, unmuteInsight } from '../store/index.ts'
import { insightsOf, type Host } from '../work/index.ts'
import { queryOf } from './described-requests.ts'
import { jsonBody } from './json-body.ts'
import { problem } from './problem.ts'

const feedbackShape = z.strictObject({
  kind: z.enum(insightKinds),
  metric: z.enum(metrics.map(({ id }) => id)).optional(),
  mute: z.boolean(),
})

/** What is worth knowing, what nobody wants to hear of, how everything stands, and the quota. */
export function insightRoutes(host: Host): Hono {
  const { store, configuration, now } = host
  const routes = new Hono()
  routes.get('/insights', async (context) => {
    const asked = queryOf(context, 'GET /api/insights')
    const { every, limit, language = configuration.insights?.language ?? 'en' } = asked
    const day = asked.day === undefined ? undefined : dayIn(asked.day)
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    const found = await insightsOf(host, { day, every, stores: [], signal })
    return Response.json(shownInsights(found, language, limit))
  })
  routes.get('/insights/feedback', async () =>
    Response.json({ muted: [...(await store.read(mutedInsights))].toSorted(byText) }),
  )
  routes.post('/insights/feedback', async (context) => {
    const wish = feedbackShape.safeParse(await jsonBody(context.req))
    if (!wish.success)
      return problem(400, 'Expected `kind`, `mute`, and perhaps `metric`.', {
        hint: `Kinds are ${insightKinds.join(', ')}.`,
      })
    const { kind, metric, mute } = wish.data
    const name = metric === undefined ? kind : `${kind}:${metric}`
    await store.write((dialect, org) =>
      mute ? muteInsight(dialect, org, name, now()) : unmuteInsight(dialect, org, name),
    )
    return Response.json({ muted: [...(await store.read(mutedInsights))].toSorted(byText) })
  })
  routes.get('/monitoring', async () =>
    Response.json(await readMonitoring({ store, configuration, now: now() })),
  )
  routes.get('/quota', async (context) => {
    const signal = AbortSignal.any([host.signal, context.req.raw.signal])
    await countQuota({ store, configuration, now: now(), signal })
    return Response.json(await readQuota({ store, configuration, now: now() }))
  })
  return routes
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1
}

/** Insights as JSON: facts for programs, and the sentence for people. Days are text. */
export function shownInsights(
  { period, completeTo, insights }: FoundInsights,
  language: InsightLanguage,
  limit: number,
): object {
  return {
    period: { from: dayText(period.from), to: dayText(period.to) },
    ...(completeTo !== undefined && completeTo >= 0 && { completeTo: dayText(completeTo) }),
    language,
    insights: insights.slice(0, limit).map((insight) => shownInsight(insight, language)),
  }
}

function shownInsight(insight: Insight, language: InsightLanguage): object {
  const { period, facts } = insight
  return {
    ...insight,
    period: { from: dayText(period.from), to: dayText(period.to) },
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [
        name,
        fact.type === 'day' ? { type: fact.type, value: dayText(fact.value) } : fact,
      ]),
    ),
    text: sentenceOf(insight, language),
  }
}
