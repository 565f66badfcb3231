import type { ChartProps } from '@cartograph/charts'
import { chartWordsIn, widgetCharts } from '@cartograph/charts/figures'
import type { ReportSection } from '@cartograph/charts/render'
import type { Answer } from '../analytics/index.ts'
import type { Widget } from '../dashboards/index.ts'
import type { ReportMaterial } from './report-material.ts'
import type { ReportSpeech } from './report-speech.ts'
import { writtenFigures } from './report-figures.ts'
import { askedNotes, isNothing, missingNotes, toldAnswers } from './report-notes.ts'
import { widgetTable } from './report-table.ts'

interface Told {
  readonly widget: Widget
  readonly answer: Answer
}

/** A report’s parts: what was asked and what is missing, then the widgets in their order. Where nothing happened, only that is said. */
export function reportSections(
  material: ReportMaterial,
  speech: ReportSpeech,
): readonly ReportSection[] {
  const { dashboard, answers } = material
  const missing = missingNotes(material, speech)
  const head: readonly ReportSection[] = [
    { text: [askedNotes(material, speech).join(' · '), ...missing].join('\n') },
  ]
  if (isNothing(toldAnswers(answers.answers))) return head
  const told = dashboard.widgets.flatMap((widget, place): readonly Told[] => {
    const answer = answers.answers[place]
    return answer === undefined || 'fault' in answer ? [] : [{ widget, answer }]
  })
  return [...head, ...inRuns(told).map((run) => runSection(run, material, speech))]
}

/** Numbers that follow each other and are one each stand side by side. */
function inRuns(told: readonly Told[]): readonly (readonly Told[])[] {
  const runs: Told[][] = []
  for (const each of told) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    if (last !== undefined && before !== undefined && isSingle(before) && isSingle(each))
      last.push(each)
    else runs.push([each])
  }
  return runs
}

function isSingle({ widget, answer }: Told): boolean {
  return widget.show === 'number' && answer.metrics.length === 1
}

function runSection(
  run: readonly Told[],
  material: ReportMaterial,
  speech: ReportSpeech,
): ReportSection {
  const [told] = run
  if (told === undefined) return {}
  const { widget, answer } = told
  if (widget.show === 'number')
    return {
      ...(!isSingle(told) && { title: titleOf(told, material, speech) }),
      kpis: run.flatMap((each) =>
        writtenFigures({ title: titleOf(each, material, speech) }, each.answer, speech),
      ),
    }
  const title = titleOf(told, material, speech)
  const charts = widgetCharts({ show: widget.show, title }, answer, speech.names)
  if (charts.length === 0 || !charts.every(fitsPaper))
    return { tables: [{ ...widgetTable(widget, answer, speech), title }] }
  const words = chartWordsIn(speech.figures)
  const named = charts.map((chart) => ({
    ...chart,
    ...(charts.length === 1 ? { title } : { title: chartName(chart) }),
    locale: speech.locale,
    words,
  }))
  return { ...(charts.length > 1 && { title }), charts: named }
}

/** As many as days of a month; of more on each side a sheet of paper shows nothing. */
const mostHeatLines = 31

/** What does not is a table, which ends somewhere. */
function fitsPaper(chart: ChartProps): boolean {
  if (chart.kind === 'cohorts')
    return (
      Math.max(chart.cohorts.length, ...chart.cohorts.map(({ values }) => values.length)) <=
      mostHeatLines
    )
  return (
    chart.kind !== 'heatMap' ||
    (chart.rows.length <= mostHeatLines && chart.columns.length <= mostHeatLines)
  )
}

function chartName(chart: ChartProps): string {
  return 'series' in chart ? chart.series.map(({ name }) => name).join(', ') : chart.title
}

/** With the days of a widget that are not those of the report. */
function titleOf(
  { widget, answer }: Told,
  { range }: ReportMaterial,
  { names, days }: ReportSpeech,
): string {
  const title = names.widget(widget.title)
  const isUsual = answer.range.from === range.from && answer.range.to === range.to
  return isUsual ? title : `${title} (${days(answer.range)})`
}
