import {
  figureNames,
  loadFigureWords,
  type FigureLanguage,
  type FigureNames,
  type FigureWords,
} from '@cartograph/charts/figures'
import type { DayRange } from '../analytics/index.ts'
import { dashboardTemplates, type Dashboard } from '../dashboards/index.ts'
import { reportLocales, reportWords, type ReportWords } from './report-words.ts'

/** How a report is put into words of one language. */
export interface ReportSpeech {
  /** BCP 47. */
  readonly locale: string
  readonly figures: FigureWords
  readonly names: FigureNames
  readonly say: (words: keyof ReportWords, values?: Readonly<Record<string, string>>) => string
  readonly dashboard: (dashboard: Pick<Dashboard, 'id' | 'title'>) => string
  readonly days: (range: DayRange) => string
}

const dayMs = 86_400_000

export async function reportSpeech(language: FigureLanguage): Promise<ReportSpeech> {
  const locale = reportLocales[language]
  const figures = await loadFigureWords(language)
  const known: Readonly<Record<string, string>> = figures
  const days = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return {
    locale,
    figures,
    names: figureNames((key) => known[key], locale),
    say: (words, values) => filled(reportWords[language][words], values),
    dashboard: ({ id, title }) =>
      dashboardTemplates.some((template) => template.id === id)
        ? (known[`template.${id}`] ?? title)
        : title,
    // Thin spaces are no spaces to whoever searches a document or a mail.
    days: ({ from, to }) => days.formatRange(from * dayMs, to * dayMs).replaceAll('\u2009', ' '),
  }
}

/** A sentence with its braces filled. */
export function filled(sentence: string, values: Readonly<Record<string, string>> = {}): string {
  return sentence.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole)
}
