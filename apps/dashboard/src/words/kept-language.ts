import { languageOf, type Language } from './languages.ts'

const place = 'cartograph.language'

/** What was chosen in this browser. Default: what the browser is set to. */
export function keptLanguage(): Language {
  const kept = localStorage.getItem(place)
  return languageOf([...(kept === null ? [] : [kept]), ...navigator.languages])
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(place, language)
}
