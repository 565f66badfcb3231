import type { ChartWords } from '@cartograph/charts'
import {
  chartWordsIn,
  figureNames,
  loadFigureWords,
  type FigureNames,
  type FigureWords,
} from '@cartograph/charts/figures'
import { use, useMemo } from 'react'
import type { Language } from '../../words/languages.ts'
import { useWords } from '../../words/words-context.tsx'

/** What figures, charts and dashboards are called in the language of whoever looks. */
export interface FigureSpeech {
  readonly names: FigureNames
  readonly chartWords: Partial<ChartWords>
  /** Of dashboards that are there anyway in that language, of one's own as it was written. */
  readonly dashboardTitle: (dashboard: {
    readonly id: string
    readonly title: string
    readonly origin: string
  }) => string
}

const loads = new Map<Language, Promise<FigureWords>>()

/** Suspends until they are loaded, which they are with the first page that shows figures. */
export function useFigureWords(): FigureSpeech {
  const { language, locale } = useWords()
  const words = use(wordsIn(language))
  return useMemo(() => {
    const all = new Map<string, string>(Object.entries(words))
    return {
      names: figureNames((key) => all.get(key), locale),
      chartWords: chartWordsIn(words),
      dashboardTitle: ({ id, title, origin }) =>
        (origin === 'template' ? all.get(`template.${id}`) : undefined) ?? title,
    }
  }, [words, locale])
}

function wordsIn(language: Language): Promise<FigureWords> {
  const loading = loads.get(language) ?? loadFigureWords(language)
  loads.set(language, loading)
  return loading
}
