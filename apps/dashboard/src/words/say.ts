import type { Language } from './languages.ts'
import { locales } from './languages.ts'
import type { MessageKey, Messages } from './messages.ts'

export type Values = Readonly<Record<string, string | number>>

/** Says a message in the language of whoever looks, with what stands between its braces. */
export type Say = (key: MessageKey, values?: Values) => string

/** `{count}` chooses among the forms of a message; numbers are written as the language writes them. */
export function sayIn(language: Language, messages: Messages): Say {
  const locale = locales[language]
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return (key, values = {}) => {
    const message = messages[key]
    const text =
      typeof message === 'string'
        ? message
        : (message[rules.select(Number(values['count'] ?? 0))] ?? message.other ?? '')
    return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? numbers.format(value) : (value ?? whole)
    })
  }
}
