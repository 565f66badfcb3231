import type { ChartWords } from '../words.ts'
import english from './words/en.json' with { type: 'json' }

/** Languages that metrics, dimensions and widgets are named in. */
export type FigureLanguage = 'en' | 'de' | 'fr' | 'it' | 'da' | 'sv'

export type FigureWords = Readonly<Record<keyof typeof english, string>>

/** What metrics, dimensions, widgets and what is said of them are called. Every language but English is loaded when it is wanted. */
export async function loadFigureWords(language: FigureLanguage): Promise<FigureWords> {
  switch (language) {
    case 'de':
      return (await import('./words/de.json', { with: { type: 'json' } })).default
    case 'fr':
      return (await import('./words/fr.json', { with: { type: 'json' } })).default
    case 'it':
      return (await import('./words/it.json', { with: { type: 'json' } })).default
    case 'da':
      return (await import('./words/da.json', { with: { type: 'json' } })).default
    case 'sv':
      return (await import('./words/sv.json', { with: { type: 'json' } })).default
    case 'en':
    default:
      return english
  }
}

/** What charts say, in that language. */
export function chartWordsIn(words: FigureWords): Partial<ChartWords> {
  return {
    noData: words['chart.noData'],
    unknown: words['state.unknown'],
    incomplete: words['chart.incomplete'],
    compared: words['chart.compared'],
    value: words['chart.value'],
    name: words['chart.name'],
    size: words['chart.size'],
    time: words['chart.time'],
    rangeSentence: words['chart.rangeSentence'],
    oneSentence: words['chart.oneSentence'],
  }
}
