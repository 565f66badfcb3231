import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { formatsIn, type Formats } from './formats.ts'
import { keepLanguage } from './kept-language.ts'
import { locales, type Language } from './languages.ts'
import { loadMessages, type MessageKey, type Messages } from './messages.ts'
import { sayIn, type Say } from './say.ts'
import { tellUnreached } from './unreached.ts'

export interface SpokenLanguage {
  readonly language: Language
  readonly messages: Messages
}

interface Words {
  readonly language: Language
  readonly locale: string
  readonly say: Say
  /** Whether there are words for something that the host named. */
  readonly knows: (key: string) => key is MessageKey
  readonly formats: Formats
  readonly speak: (language: Language) => Promise<void>
}

const WordsContext = createContext<Words | undefined>(undefined)

/** Everything below speaks one language, until another one is chosen. */
export function WordsProvider({
  start,
  children,
}: {
  readonly start: SpokenLanguage
  readonly children: ReactNode
}) {
  const [{ language, messages }, setSpoken] = useState(start)
  useEffect(() => {
    document.documentElement.lang = language
    const say = sayIn(language, messages)
    tellUnreached({ detail: say('error.notReached'), hint: say('error.notReachedHelp') })
  }, [language, messages])
  const words = useMemo<Words>(
    () => ({
      language,
      locale: locales[language],
      say: sayIn(language, messages),
      knows: (key): key is MessageKey => Object.hasOwn(messages, key),
      formats: formatsIn(locales[language]),
      async speak(wanted) {
        const loaded = await loadMessages(wanted)
        keepLanguage(wanted)
        setSpoken({ language: wanted, messages: loaded })
      },
    }),
    [language, messages],
  )
  return <WordsContext value={words}>{children}</WordsContext>
}

export function useWords(): Words {
  const words = use(WordsContext)
  if (words === undefined) throw new Error('Words are spoken inside of a WordsProvider.')
  return words
}
