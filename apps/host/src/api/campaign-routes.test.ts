import { expect, test } from 'vitest'
import { followCampaigns, followSales } from '../analytics/index.ts'
import { defaultAttribution, type Configuration } from '../config/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'

const { signal } = new AbortController()

/** A host with an order to which a link led; nobody has looked for it yet. */
async function soldHost(configuration: Partial<Configuration> = {}): Promise<ScriptedHost> {
  const host = await scriptedHost({ connections: [], configuration })
  await writeRows(host.installation.store, [
    {
      entity: 'order',
      id: 'shop:1',
      row: {
        connection: 'shop',
        status: 'paid',
        placedAt: '2026-03-02T10:00:00.000Z',
        currency: 'EUR',
        total: 2000,
        attribution: { kind: 'utm', source: 'rule', campaign: 'spring' },
      },
    },
  ])
  return host
}

async function lookedAt({ installation: { store } }: ScriptedHost): Promise<void> {
  await followSales(store, { signal })
  await followCampaigns(store, { settings: defaultAttribution, signal })
}

function ask(host: ScriptedHost, question: object): Promise<Response> {
  const body = JSON.stringify(question)
  return host.call('/api/attribution/report', { method: 'POST', body })
}

const range = { from: '2026-03-01', to: '2026-03-31' }

test('the report of campaigns is answered through the API', async () => {
  const host = await soldHost()
  await lookedAt(host)
  const response = await ask(host, { range, by: ['source', 'campaign'] })
  expect([response.status, await response.json()]).toStrictEqual([
    200,
    expect.objectContaining({
      rows: [
        {
          group: ['rule', 'spring'],
          orders: '1',
          units: '0',
          unitsBack: '0',
          sales: '2000',
          returns: '0',
          revenue: '2000',
        },
      ],
      all: { orders: '1', revenue: '2000' },
    }),
  ])
})

test('whoever names no currency is told in that of the organisation', async () => {
  const host = await soldHost({ currency: 'SEK' })
  await lookedAt(host)
  const asked = [{ range }, { range, currency: 'EUR' }]
  const answers = await Promise.all(
    asked.map(async (each) => (await ask(host, each)).json() as Promise<{ currency: string }>),
  )
  expect(answers.map(({ currency }) => currency)).toStrictEqual(['SEK', 'EUR'])
})

test('a question that cannot be answered says why', async () => {
  const host = await soldHost()
  const response = await ask(host, { range, by: ['colour'] })
  const { detail = '' } = (await response.json()) as { readonly detail?: string }
  expect([response.status, detail]).toStrictEqual([400, expect.stringContaining('`by.0`')])
})

test('a host that serves finds out by itself what led to the orders', async () => {
  const host = await soldHost()
  expect((await ask(host, { range })).status).toBe(503)
  await host.begin()
  await until(async () => (await ask(host, { range })).ok)
  expect(await (await ask(host, { range })).json()).toMatchObject({
    total: { orders: '1', revenue: '2000' },
  })
})
