import { languageOf, type Language } from '../words/languages.ts'
import { themes, type Theme } from '../theme/theme.ts'

/** What the address of a shared page says. */
export interface ShareAddress {
  readonly token: string
  readonly theme: Theme
  readonly language: Language
}

/** `/share/<token>?theme=dark&language=de`. Default: as the browser is set to; what is not understood is as if it were not there. */
export function shareAddress(
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
  wanted: readonly string[],
): ShareAddress {
  const parameters = new URLSearchParams(search)
  const language = parameters.get('language')
  return {
    token: pathname.split('/')[2] ?? '',
    theme: themes.find((theme) => theme === parameters.get('theme')) ?? 'system',
    language: languageOf([...(language === null ? [] : [language]), ...wanted]),
  }
}
