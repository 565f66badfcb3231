/** Languages of the page, each by its own name. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  it: 'Italiano',
  da: 'Dansk',
  sv: 'Svenska',
} as const

export type Language = keyof typeof languages

export const languageIds = Object.keys(languages) as readonly Language[]

/** Which language numbers and days are written in; the continent's English writes days before months. */
export const locales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  fr: 'fr-FR',
  it: 'it-IT',
  da: 'da-DK',
  sv: 'sv-SE',
}

/** The first of the wanted languages that the page speaks; else English. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languageIds.find((id) => id === tag.toLowerCase().split('-')[0])
    if (found !== undefined) return found
  }
  return 'en'
}
