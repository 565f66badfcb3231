import type { Answer, Answered } from '../analytics/index.ts'
import type { ReportMaterial } from './report-material.ts'
import { filled, type ReportSpeech } from './report-speech.ts'

/** What was asked of everything: currency, stores, segments, and what it is compared with. */
export function askedNotes(
  { answers, settings }: ReportMaterial,
  { say, days }: ReportSpeech,
): readonly string[] {
  const told = toldAnswers(answers.answers)
  const [first] = told
  const compared = told.find(({ comparedRange }) => comparedRange !== undefined)?.comparedRange
  const { stores = [], segments = [] } = settings
  return [
    ...(first === undefined ? [] : [say('currency', { currency: first.currency })]),
    ...(compared === undefined ? [] : [say('compared', { range: days(compared) })]),
    ...(stores.length === 0 ? [] : [say('stores', { stores: stores.join(', ') })]),
    ...(segments.length === 0 ? [] : [say('segments', { segments: segments.join(', ') })]),
  ]
}

/** What is missing in the figures, so that nobody takes a part for the whole. */
export function missingNotes(
  { dashboard, answers: { answers, completeness } }: ReportMaterial,
  { say, figures, names }: ReportSpeech,
): readonly string[] {
  const told = toldAnswers(answers)
  const loading = completeness.connections.filter(({ isLoading }) => isLoading)
  const currencies = new Set(
    told.flatMap(({ unconverted }) => unconverted.map(({ currency }) => currency)),
  )
  return [
    ...(isNothing(told) ? [say('nothing')] : []),
    ...(loading.length === 0
      ? []
      : [
          filled(figures['figures.loading'], {
            connections: loading.map(({ connection }) => connection).join(', '),
          }),
        ]),
    ...(completeness.figuresAreCurrent && completeness.personsAreCurrent
      ? []
      : [figures['figures.notCurrent']]),
    ...(currencies.size === 0
      ? []
      : [
          filled(figures['figures.unconverted'], {
            currencies: [...currencies].toSorted().join(', '),
          }),
        ]),
    ...(told.some(({ isProvisional }) => isProvisional) ? [say('provisional')] : []),
    ...answers.flatMap((answer, place) => {
      if (!('fault' in answer)) return []
      const widget = names.widget(dashboard.widgets[place]?.title ?? '')
      return [say('untold', { widget, why: answer.fault.message })]
    }),
  ]
}

export function toldAnswers(answers: readonly Answered[]): readonly Answer[] {
  return answers.flatMap((answer) => ('fault' in answer ? [] : [answer]))
}

/** Whether nothing at all happened in the time of these figures. */
export function isNothing(answers: readonly Answer[]): boolean {
  return (
    answers.length > 0 &&
    answers.every(({ total, rows }) =>
      [total, ...rows].every(({ figures }) =>
        figures.every(({ value }) => value === undefined || Number(value) === 0),
      ),
    )
  )
}
