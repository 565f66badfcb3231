import { createElement } from 'react'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'

import { Chart } from '../chart.ts'
import type { ChartProps } from '../chart-props.ts'
import { chartPdf } from './chart-pdf.ts'
import { chartPng } from './chart-png.ts'
import { reportPdf } from './report-pdf.ts'
import type { Report } from './report.ts'

const orders: ChartProps = {
  kind: 'barList',
  title: 'Bestellungen je Stadt',
  format: { type: 'count' },
  locale: 'de',
  items: [
    { id: 'k', name: 'Köln', value: 1234 },
    { id: 'l', name: 'Łódź', value: 56 },
  ],
}

const report: Report = {
  title: 'Wie wir verkaufen',
  organisation: 'Müller & Söhne',
  period: 'November 2026',
  locale: 'de',
  words: { page: 'Seite {page} von {pages}' },
  createdAt: new Date('2026-11-26T06:00:00Z'),
  sections: [],
}

async function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const document = await getDocumentProxy(pdf)
  const { text } = await extractText(document, { mergePages: false })
  return text.map((page) => page.replaceAll(/\s+/gu, ' '))
}

test('a document says whose it is, what of, and which page it is', async () => {
  const pages = await pagesOf(await reportPdf(report))
  expect(pages).toHaveLength(1)
  for (const text of ['Müller & Söhne', 'Wie wir verkaufen', 'November 2026', 'Seite 1 von 1'])
    expect(pages[0]).toContain(text)
})

test('texts of figures and charts can be found and copied, umlauts too', async () => {
  const kpis = [
    {
      name: 'Umsatz',
      value: '1.234,50 €',
      delta: { change: 0.123, comparison: 'als im Oktober', locale: 'de' },
    },
  ]
  const [page = ''] = await pagesOf(
    await reportPdf({ ...report, sections: [{ title: 'Überblick', kpis, charts: [orders] }] }),
  )
  for (const text of [
    'Überblick',
    '1.234,50 €',
    '▲ +12,3',
    'als im Oktober',
    'Köln',
    'Łódź',
    '1.234',
  ])
    expect(page).toContain(text)
})

test('a figure that is wider than its card is written whole', async () => {
  const value = '1.234.567.890,50 €'
  const kpis = Array.from({ length: 4 }, () => ({ name: 'Umsatz', value }))
  const [page = ''] = await pagesOf(await reportPdf({ ...report, sections: [{ kpis }] }))
  expect(page.split(value)).toHaveLength(5)
})

test('a long table goes on over pages, with its heads on each', async () => {
  const rows = Array.from({ length: 90 }, (_, index) => [`Ware ${index + 1}`, String(index * 10)])
  const table = {
    title: 'Waren',
    columns: [
      { name: 'Bezeichnung', isNumber: false },
      { name: 'Stück', isNumber: true },
    ],
    rows,
  }
  const pages = await pagesOf(await reportPdf({ ...report, sections: [{ tables: [table] }] }))
  expect(pages).toHaveLength(3)
  expect(pages.map((page) => page.includes('Bezeichnung'))).toStrictEqual([true, true, true])
  expect(pages.map((page, at) => page.includes(`Seite ${at + 1} von 3`))).toStrictEqual([
    true,
    true,
    true,
  ])
  const all = pages.join(' ')
  expect(rows.filter(([name]) => !all.includes(`${name} `))).toStrictEqual([])
})

test('a chart is never cut by the end of a page', async () => {
  const chart = { ...orders, title: 'Chart' }
  const pages = await pagesOf(
    await reportPdf({ ...report, sections: [{ charts: Array.from({ length: 12 }, () => chart) }] }),
  )
  const counts = pages.map((page) => [page.split('Chart').length, page.split('Łódź').length])
  expect(pages.length).toBeGreaterThan(1)
  for (const [heads, rows] of counts) expect(heads).toBe(rows)
})

test('heat maps and cohorts are tables of a report', async () => {
  const heat: ChartProps = {
    kind: 'heatMap',
    title: 'Nach Tag und Stunde',
    format: { type: 'count' },
    rows: ['Mo', 'Di'],
    columns: ['08', '09'],
    values: [
      [3, 41],
      [null, 7],
    ],
  }
  const [page] = await pagesOf(await reportPdf({ ...report, sections: [{ charts: [heat] }] }))
  expect(page).toContain('Nach Tag und Stunde 08 09 Mo 3 41 Di – 7')
})

test('a logo may be given', async () => {
  const logo = chartPng(createElement(Chart, orders), { width: 120, height: 60 })
  const [without, with_] = [await reportPdf(report), await reportPdf({ ...report, logo })]
  expect(with_.length).toBeGreaterThan(without.length)
})

test('a document knows its title, its author and its language', async () => {
  const document = await getDocumentProxy(await reportPdf(report))
  const { info } = await document.getMetadata()
  expect(info).toMatchObject({
    Title: 'Wie wir verkaufen',
    Author: 'Müller & Söhne',
    Language: 'de',
  })
})

test('a single chart becomes a page as large as it', async () => {
  const pdf = await chartPdf(createElement(Chart, orders), { title: 'Bestellungen' })
  const document = await getDocumentProxy(pdf)
  const page = await document.getPage(1)
  expect(page.view).toStrictEqual([0, 0, 672, 92])
})
