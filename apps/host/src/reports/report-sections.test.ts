import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { dayOf } from '../analytics/index.ts'
import { reportSections } from './report-sections.ts'
import { reportSpeech } from './report-speech.ts'
import { reportText } from './report-text.ts'
import { answered, material, widget } from './testing/answered-widget.ts'

const english = await reportSpeech('en')
const orders = widget('orders')
const sold = widget('sold', { title: 'Sold', metrics: ['net_sales'] })
const cities = widget('cities', { title: 'Towns', show: 'table', by: ['city'] })

test('numbers that follow each other stand side by side, by the names of their widgets', () => {
  const sections = reportSections(
    material([
      [orders, answered(orders, ['4'])],
      [sold, answered(sold, ['1250'])],
    ]),
    english,
  )
  expect(sections.slice(1)).toStrictEqual([
    {
      kpis: [
        { name: 'Orders', value: '4' },
        { name: 'Sold', value: '€12.50' },
      ],
    },
  ])
})

test('a widget of other days than the report says which', () => {
  const september = { from: dayOf('2026-09-01'), to: dayOf('2026-09-30') }
  const [, section] = reportSections(
    material([[orders, { ...answered(orders, ['4']), range: september }]]),
    english,
  )
  expect(section?.kpis?.[0]?.name).toBe('Orders (1 – 30 September 2026)')
})

test('a long table shows the most, and says how many more there are', () => {
  const rows = Array.from({ length: 40 }, (_, at) => [`Town ${at}`, String(at)] as const)
  const [, section] = reportSections(material([[cities, answered(cities, ['780'], rows)]]), english)
  const shown = section?.tables?.[0]?.rows ?? []
  expect([shown.length, shown[0], shown.at(-1)]).toStrictEqual([
    31,
    ['Town 39', '39'],
    ['… and 10 more'],
  ])
})

test('what a chart shows is titled by its widget', () => {
  const days = widget('days', { title: 'By day', show: 'line', by: ['day'] })
  const [, section] = reportSections(
    material([[days, answered(days, ['4'], [['2026-10-01', '4']])]]),
    english,
  )
  expect(section?.charts).toMatchObject([{ kind: 'line', title: 'By day', locale: 'en-GB' }])
})

test('a heat map of more than a sheet holds is a table', () => {
  const heat = widget('heat', { title: 'Heat', show: 'heatMap', by: ['city', 'hour'] })
  const answer = answered(heat, ['800'])
  const rows = Array.from({ length: 40 }, (_, at) => ({
    group: [`Town ${at}`, '09'],
    isIncomplete: false,
    figures: [{ value: '20' }],
  }))
  const [, section] = reportSections(material([[heat, { ...answer, rows }]]), english)
  expect([section?.charts, section?.tables?.[0]?.rows.length]).toStrictEqual([undefined, 31])
})

const refused = fault({ kind: 'config', message: 'There is no store "shop:gone".' })

test('what is missing is said at the top: what is still read, has no rate, or cannot be told', () => {
  const answer = answered(orders, ['4'])
  const unconverted = [{ currency: 'DKK', orders: 1n, amount: 100n }]
  const loading = { connection: 'till', isLoading: true }
  const given = material([
    [orders, { ...answer, unconverted }],
    [sold, { fault: refused }],
  ])
  const completeness = { ...given.answers.completeness, connections: [loading] }
  const [head] = reportSections({ ...given, answers: { ...given.answers, completeness } }, english)
  expect(head?.text?.split('\n')).toStrictEqual([
    'Amounts in EUR',
    'Still being read, so figures are not complete: till.',
    'Left out, because there is no exchange rate: DKK.',
    'Sold: There is no store "shop:gone".',
  ])
})

test('where nothing happened only that is said, in the language of the report', async () => {
  const nothing = material([[orders, answered(orders, ['0'])]], { language: 'da' })
  const said = 'Der skete intet i denne periode: der er ingen tal at vise.'
  expect(reportSections(nothing, await reportSpeech('da'))).toStrictEqual([
    { text: `Beløb i EUR\n${said}` },
  ])
  expect((await reportText(nothing, {})).text).toContain(said)
})

test('in words a report has its numbers, the largest parts, and the names of its files', async () => {
  const countries = widget('countries', { title: 'Countries', show: 'bar', by: ['country'] })
  const answer = answered(
    countries,
    ['9'],
    [
      ['DE', '2'],
      ['DK', '6'],
      ['SE', '1'],
      ['FR', '0'],
    ],
  )
  const given = material([
    [sold, answered(sold, ['1250'])],
    [countries, answer],
  ])
  expect(await reportText(given, { files: ['mine.pdf'] })).toStrictEqual({
    subject: 'Mine, 1 – 31 October 2026',
    text: [
      'Mine, 1 – 31 October 2026',
      'Amounts in EUR',
      '',
      'Sold: €12.50',
      'Countries: Denmark 6, Germany 2, Sweden 1',
      '',
      'Attached: mine.pdf',
    ].join('\n'),
  })
})

test('cohorts are a grid on paper, and a table where there are more than a sheet shows', () => {
  const back = widget('back', {
    title: 'Back',
    show: 'cohorts',
    report: 'cohorts',
    metrics: ['customers'],
    by: ['cohort_month', 'age'],
  })
  const sectionOf = (months: number) => {
    const answer = answered(back, ['1'])
    const rows = Array.from({ length: months }, (_, place) => ({
      group: [String(1900 + place), '0'],
      isIncomplete: false,
      figures: [{ value: '1' }],
    }))
    return reportSections(material([[back, { ...answer, rows }]]), english)[1]
  }
  expect(sectionOf(31)?.charts?.map(({ kind }) => kind)).toStrictEqual(['cohorts'])
  expect(sectionOf(32)?.charts).toBeUndefined()
  expect(sectionOf(32)?.tables?.length).toBe(1)
})
