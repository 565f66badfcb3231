import { pageTexts, type PageForm, type PageSettings, type PageText } from '../../config/index.ts'

/** What a page says in its language. */
export interface PageWords {
  readonly language: string
  say(text: PageText, filled?: Readonly<Record<string, string>>): string
}

/** The words of a form's language; what a language lacks is said in English. */
export function pageWords(
  { language: usual, texts }: Pick<PageSettings, 'language' | 'texts'>,
  form: Pick<PageForm, 'language'> | undefined,
): PageWords {
  const language = form?.language ?? usual
  const own = texts.get(language) ?? {}
  return {
    language,
    say: (text, filled = {}) => fill(own[text] ?? pageTexts[text], filled),
  }
}

/** A text with what stands for its names in braces. What is filled in is not filled again. */
export function fill(text: string, filled: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(filled, name) ? (filled[name] ?? whole) : whole,
  )
}
