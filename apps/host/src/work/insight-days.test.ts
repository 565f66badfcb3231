import { expect, onTestFinished, test } from 'vitest'
import { dayOf, dayText, digestText, followSales } from '../analytics/index.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows, type WrittenRow } from '../customers/testing/commerce-rows.ts'
import { muteInsight } from '../store/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { insightScene, insightsOf } from './notice-scene.ts'

const last = dayOf('2026-11-24')
const { signal } = new AbortController()
const now = () => Date.parse('2026-11-25T09:00:00Z')

/** Orders of 20.00 at noon, ten to thirteen a day for ten weeks, and on the last day as many as are wanted. */
function ordersUntil(wanted: number): readonly WrittenRow[] {
  return Array.from({ length: 70 }, (_each, back) => last - back).flatMap((day) => {
    const count = day === last ? wanted : 10 + ([0, 2, 1, 3, 1][day % 5] ?? 0)
    return Array.from({ length: count }, (_order, at): WrittenRow => {
      const id = `shop:${day}-${at}`
      return {
        entity: 'order',
        id,
        row: {
          connection: 'shop',
          number: id,
          status: 'paid',
          placedAt: `${dayText(day)}T12:00:00Z`,
          updatedAt: `${dayText(day)}T12:00:00Z`,
          currency: 'EUR',
          lines: [],
          subtotal: 2000,
          discountTotal: 0,
          shippingTotal: 0,
          taxTotal: 0,
          feeTotal: 0,
          total: 2000,
          refundedTotal: 0,
          pricesIncludeTax: false,
          coupons: [],
          billing: { country: at % 2 === 0 ? 'DK' : 'SE' },
        },
      }
    })
  })
}

async function installationWith(rows: readonly WrittenRow[]) {
  const installation = await scriptedInstallation()
  onTestFinished(() => installation.close())
  const { store } = installation
  await writeRows(store, rows)
  await followCustomers(store, { signal })
  await followSales(store, { signal })
  return { ...installation.installation([], []), now }
}

const wish = { every: 'day', stores: [], signal } as const

test('a day with three orders in the place of ten is found in the store, and why', async () => {
  const installation = await installationWith(ordersUntil(3))
  const { insights } = await insightsOf(installation, wish)
  const found = insights.map(({ says, subject }) => [says, subject])
  expect(found).toContainEqual(['anomalyDown', 'orders'])
  expect(found).toContainEqual(['anomalyDown', 'net_sales'])
  expect(found).toContainEqual(['changeDown', 'net_sales'])
  await installation.store.write((dialect, org) => muteInsight(dialect, org, 'anomaly', 1))
  const after = await insightsOf(installation, wish)
  expect(after.insights.filter(({ kind }) => kind === 'anomaly')).toStrictEqual([])
})

test('an ordinary day has no anomaly', async () => {
  const { insights } = await insightsOf(await installationWith(ordersUntil(11)), wish)
  expect(insights.filter(({ kind }) => kind === 'anomaly')).toStrictEqual([])
})

test('a digest has the figures of its day, and its sentences, in the language that was asked for', async () => {
  const installation = await installationWith(ordersUntil(3))
  const { subject, text } = await digestText(insightScene(installation, wish), {
    every: 'day',
    period: { from: last, to: last },
    language: 'da',
    items: 2,
  })
  expect(subject).toBe('Tal for tirsdag den 24. november 2026')
  const lines = text.normalize('NFKC').split('\n')
  expect(lines[1]).toBe('Nettosalg: 60,00 €')
  expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(2)
})
