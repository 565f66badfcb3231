import { deltaParts, formatValue } from '@cartograph/charts'
import { formatOf, knownValue, namesIn } from '@cartograph/charts/figures'
import type { Answer } from '../analytics/index.ts'
import type { Widget } from '../dashboards/index.ts'
import { writtenFigures } from './report-figures.ts'
import type { ReportMaterial } from './report-material.ts'
import { askedNotes, isNothing, missingNotes, toldAnswers } from './report-notes.ts'
import { reportSpeech, type ReportSpeech } from './report-speech.ts'

/** So many parts of a widget are named in words. */
const mostParts = 3

export interface ReportText {
  readonly subject: string
  readonly text: string
}

/** A report in words, for messages: its numbers, the largest parts, and what is missing. */
export async function reportText(
  material: ReportMaterial,
  {
    subject,
    files = [],
  }: { readonly subject?: string | undefined; readonly files?: readonly string[] },
): Promise<ReportText> {
  const { dashboard, answers, range, title } = material
  const speech = await reportSpeech(material.language)
  const head = `${title ?? speech.dashboard(dashboard)}, ${speech.days(range)}`
  const isEmpty = isNothing(toldAnswers(answers.answers))
  const figures = isEmpty
    ? []
    : dashboard.widgets.flatMap((widget, place) => {
        const answer = answers.answers[place]
        return answer === undefined || 'fault' in answer ? [] : widgetLines(widget, answer, speech)
      })
  const parts = [
    [head, ...askedNotes(material, speech)],
    figures,
    missingNotes(material, speech),
    files.length === 0 ? [] : [speech.say('attached', { files: files.join(', ') })],
  ]
  return {
    subject: subject ?? head,
    text: parts
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  }
}

function widgetLines(widget: Widget, answer: Answer, speech: ReportSpeech): readonly string[] {
  const names = namesIn(answer, speech.names)
  if (widget.show === 'number')
    return writtenFigures(widget, answer, speech).map(({ name, value, delta }) => {
      if (delta === undefined) return `${name}: ${value}`
      const { arrow, text } = deltaParts(delta)
      return `${name}: ${value} (${[arrow, text].filter(Boolean).join(' ')})`
    })
  const [metric] = answer.metrics
  const [dimension] = answer.by
  if (metric === undefined || dimension === undefined || answer.by.length > 1) return []
  if (answer.dimensions.some(({ type }) => type === 'time')) return []
  const parts = answer.rows
    .map(({ group, figures }) => ({
      name: names.value(dimension, group[0] ?? ''),
      value: knownValue(figures[0]?.value) ?? 0,
    }))
    .filter(({ value }) => value !== 0)
    .toSorted((one, other) => other.value - one.value)
    .slice(0, mostParts)
    .map(
      ({ name, value }) =>
        `${name} ${formatValue(value, formatOf(metric, answer.currency), speech.locale)}`,
    )
  return parts.length === 0 ? [] : [`${names.widget(widget.title)}: ${parts.join(', ')}`]
}
