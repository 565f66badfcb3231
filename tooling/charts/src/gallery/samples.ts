import type { ChartProps } from '../chart-props.ts'
import { daysOf, weaved } from './sample-numbers.ts'

const euros = { type: 'money', currency: 'EUR' } as const
const orders = { type: 'count' } as const

const month = daysOf('2026-10-27', 30)
const year = daysOf('2025-10-22', 400)
const monthNames = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as const

/** What charts look like at their best, and where data is unkind to them. */
export const samples: readonly ChartProps[] = [
  {
    kind: 'line',
    title: 'Net sales by day, beside the 35 days before',
    format: euros,
    isArea: true,
    periods: month,
    incomplete: month.map((_, index) => index === month.length - 1),
    series: [
      {
        id: 'net_sales',
        name: 'Net sales',
        values: weaved(30, 1, 420_000, 160_000).with(29, 210_000),
        compared: weaved(30, 2, 360_000, 150_000),
      },
    ],
  },
  {
    kind: 'line',
    title: 'Orders by channel, some days unknown',
    format: orders,
    periods: month.slice(0, 14),
    series: [
      { id: 'web', name: 'Web shop', values: weaved(14, 3, 120, 50).with(5, null).with(6, null) },
      { id: 'till', name: 'Tills', values: weaved(14, 4, 80, 20).with(9, null).with(11, null) },
      { id: 'other', name: 'Other', values: weaved(14, 5, 22, 12) },
    ],
  },
  {
    kind: 'line',
    title: 'Net sales of 400 days',
    format: euros,
    periods: year,
    series: [{ id: 'net_sales', name: 'Net sales', values: weaved(400, 6, 1_900_000, 900_000) }],
  },
  {
    kind: 'line',
    title: 'Orders by hour while clocks are set back in Berlin',
    format: orders,
    timeZone: 'Europe/Berlin',
    locale: 'de',
    periods: Array.from({ length: 49 }, (_, hour) =>
      new Date(Date.UTC(2026, 9, 24, 16 + hour)).toISOString(),
    ),
    series: [{ id: 'orders', name: 'Bestellungen', values: weaved(49, 7, 30, 24) }],
  },
  {
    kind: 'bars',
    title: 'Orders by week',
    format: orders,
    periods: ['2026-W42', '2026-W43', '2026-W44', '2026-W45', '2026-W46', '2026-W47', '2026-W48'],
    incomplete: [false, false, false, false, false, false, true],
    series: [
      {
        id: 'orders',
        name: 'Orders',
        values: [310, 345, 298, 402, 377, 421, 180],
        compared: [280, 300, 310, 330, 350, 340, 360],
      },
    ],
  },
  {
    kind: 'bars',
    title: 'Net sales by month and channel',
    format: euros,
    arrangement: 'stacked',
    periods: monthNames,
    series: [
      { id: 'web', name: 'Web shop', values: weaved(6, 8, 8_400_000, 2_000_000) },
      { id: 'till', name: 'Tills', values: weaved(6, 9, 5_100_000, 900_000) },
      { id: 'market', name: 'Marketplaces', values: weaved(6, 10, 2_300_000, 800_000) },
      { id: 'returns', name: 'Returns', values: weaved(6, 11, -1_200_000, 500_000) },
    ],
  },
  {
    kind: 'bars',
    title: 'Profit by category, of which some are lost',
    format: euros,
    categories: [
      'Coats and jackets for winter',
      'Shoes',
      'Accessories and other small things',
      'Home',
      'Gift vouchers',
    ],
    series: [
      { id: '2025', name: '2025', values: [1_240_000, 830_000, -210_000, 330_000, null] },
      { id: '2026', name: '2026', values: [1_420_000, 690_000, 110_000, -90_000, 60_000] },
    ],
  },
  {
    kind: 'barList',
    title: 'Net sales by country',
    format: euros,
    hasShares: true,
    items: [
      { id: 'DE', name: 'Germany', value: 12_412_050 },
      { id: 'AT', name: 'Austria', value: 4_120_700 },
      { id: 'GB', name: 'United Kingdom of Great Britain and Northern Ireland', value: 2_220_000 },
      { id: 'SE', name: 'Sweden', value: 940_310 },
      { id: 'DK', name: 'Denmark', value: 120_000 },
      { id: 'x', name: '(unknown)', value: null },
    ],
  },
  {
    kind: 'barList',
    title: 'Change of profit by product',
    format: euros,
    items: [
      { id: '1', name: 'Wool coat “Ångström”', value: 412_000 },
      { id: '2', name: 'Rain boots', value: 96_000 },
      { id: '3', name: 'Straw hat', value: -188_000 },
    ],
  },
  {
    kind: 'donut',
    title: 'Orders by payment method',
    format: orders,
    height: 200,
    parts: [
      { id: 'card', name: 'Card', value: 4_120 },
      { id: 'invoice', name: 'Invoice, paid within thirty days', value: 2_210 },
      { id: 'paypal', name: 'PayPal', value: 1_730 },
      { id: 'sepa', name: 'Direct debit', value: 410 },
      { id: 'cash', name: 'Cash', value: 96 },
      { id: 'voucher', name: 'Voucher', value: 41 },
    ],
  },
  {
    kind: 'funnel',
    title: 'From visit to order',
    format: orders,
    steps: [
      { id: 'visit', name: 'Visited', value: 48_210 },
      { id: 'cart', name: 'Put into a cart', value: 9_120 },
      { id: 'checkout', name: 'Began to check out', value: 4_030 },
      { id: 'order', name: 'Ordered', value: 2_704 },
    ],
  },
  {
    kind: 'heatMap',
    title: 'Orders by weekday and hour',
    format: orders,
    rows: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    columns: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    values: Array.from({ length: 7 }, (_, day) =>
      weaved(24, 20 + day, 40, 38).map((value, hour) =>
        value === null || hour < 6
          ? Math.max(0, hour - 4)
          : Math.round(value * Math.sin((hour - 4) / 6.5) ** 2),
      ),
    ),
  },
  {
    kind: 'cohorts',
    title: 'Customers who buy again, by the month of their first order',
    format: { type: 'share' },
    cohorts: monthNames.map((name, index) => ({
      name,
      size: 420 - 31 * index,
      isLastIncomplete: index > 0,
      values: Array.from({ length: 6 - index }, (_, at) =>
        at === 0 ? 1 : 0.31 / at ** 0.6 - index * 0.012,
      ),
    })),
  },
  {
    kind: 'line',
    title: 'A shop that has sold nothing yet',
    format: euros,
    periods: month.slice(0, 7),
    series: [{ id: 'net_sales', name: 'Net sales', values: [0, 0, 0, 0, 0, 0, 0] }],
  },
  {
    kind: 'line',
    title: 'A single day',
    format: orders,
    periods: ['2026-11-25'],
    series: [{ id: 'orders', name: 'Orders', values: [17] }],
  },
  {
    kind: 'bars',
    title: 'As much as can be counted',
    format: { type: 'money', currency: 'JPY' },
    locale: 'ja',
    categories: ['東京', '大阪', '京都'],
    series: [{ id: 'sales', name: '売上', values: [2 ** 53 - 1, 2 ** 52, 2 ** 51] }],
  },
  {
    kind: 'line',
    title: 'Nothing known',
    format: orders,
    periods: month.slice(0, 3),
    series: [{ id: 'orders', name: 'Orders', values: [null, null, null] }],
  },
]
