import { formatValue, type TableData } from '@cartograph/charts'
import { formatOf, knownValue, namesIn, unknownGroup } from '@cartograph/charts/figures'
import type { Answer } from '../analytics/index.ts'
import type { Widget } from '../dashboards/index.ts'
import type { ReportSpeech } from './report-speech.ts'

/** As many as fit on a page with their heads. More nobody reads on paper; the CSV has all of them. */
const mostRows = 30

/** The figures of a widget as a table: the largest first where it is not of time, and how many more there are. */
export function widgetTable(
  { title }: Pick<Widget, 'title'>,
  answer: Answer,
  speech: ReportSpeech,
): TableData {
  const { names, locale, say, figures: words } = speech
  const { by, metrics, dimensions } = answer
  const rows = answer.rows.filter(
    ({ group, figures }) =>
      !group.includes(unknownGroup) || figures.some(({ value }) => Number(value ?? 0) !== 0),
  )
  const isOverTime = dimensions.some(({ type }) => type === 'time')
  const ordered = isOverTime ? rows : rows.toSorted((one, other) => first(other) - first(one))
  const left = ordered.length - mostRows
  return {
    title: names.widget(title),
    columns: [
      ...by.map((dimension) => ({ name: names.dimension(dimension), isNumber: false })),
      ...metrics.map(({ id }) => ({ name: names.metric(id), isNumber: true })),
    ],
    rows: [
      ...ordered.slice(0, mostRows).map((row) => cellsOf(row, answer, speech)),
      ...(left > 0 ? [[say('more', { count: formatValue(left, { type: 'count' }, locale) })]] : []),
      ...(ordered.length === 0 ? [[words['chart.noData']]] : []),
    ],
  }
}

function first({ figures }: Answer['rows'][number]): number {
  return Number(figures[0]?.value ?? 0)
}

function cellsOf(
  { group, figures }: Answer['rows'][number],
  answer: Answer,
  { names: given, locale }: ReportSpeech,
): readonly string[] {
  const { by, metrics, currency } = answer
  const names = namesIn(answer, given)
  return group
    .map((value, place) => names.value(by[place] ?? '', value))
    .concat(
      metrics.map((metric, index) => {
        const value = knownValue(figures[index]?.value)
        return value === null ? '–' : formatValue(value, formatOf(metric, currency), locale)
      }),
    )
}
