import type { GuideStage } from './guide-stage.ts'
import type { GuideStep } from './guide-step.ts'
import { picturedAt } from './moved-clock.ts'
import { untilCurrent } from './until-current.ts'

/** One euro, by the month, as it is on the stage. */
const perEuro = { DKK: 7.46, SEK: 11.2, ISK: 144 } as const

/** Sets up what guides take for granted: rates, and the tools that they do not connect themselves. */
export const preparingSteps: readonly GuideStep[] = [
  { name: 'what guides take for granted', walk: ({ stage }) => prepare(stage) },
]

async function prepare({ ask, vendors }: GuideStage): Promise<void> {
  await untilCurrent(ask)
  await ask('POST', '/api/rates', { text: ratesUntil(picturedAt) })
  const keep = (section: string, id: string, value: unknown) =>
    ask('PUT', `/api/configuration/${section}/${id}`, value)
  const { host, port } = vendors.mail
  await keep('connections', 'post', {
    connector: 'smtp',
    config: { host, port, encryption: 'none', from: 'hello@nordlys.example', fromName: 'Nordlys' },
  })
  await keep('connections', 'rule', {
    connector: 'rule',
    config: { apiBase: vendors.rule.url, apiKey: vendors.rule.key },
  })
  await keep('connections', 'reports', { connector: 'data-studio' })
  await keep('connections', 'warehouse', {
    connector: 'webhook',
    config: { url: vendors.warehouse.url },
  })
  await keep('deliveries', 'orders-to-warehouse', {
    from: 'order',
    to: { connection: 'warehouse', sink: 'items' },
    // A few rows do for what guides show of it.
    segment: 'loyal',
    mapping: {
      id: 'warehouse-order',
      from: { entity: 'order' },
      to: { connector: 'webhook', sink: 'items' },
      fields: {
        key: '$.id',
        body: { type: 'order.changed', number: '$.number', total: '$.total' },
      },
    },
  })
}

/** Rates on the first day of each month, for two years. */
function ratesUntil(until: number): string {
  const last = new Date(until)
  const days = Array.from({ length: 24 }, (_, back) =>
    new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - back, 1))
      .toISOString()
      .slice(0, 10),
  )
  const rows = days.flatMap((day) =>
    Object.entries(perEuro).map(([currency, rate]) => `${day},${currency},${rate}`),
  )
  return ['day,currency,rate', ...rows].join('\n')
}
