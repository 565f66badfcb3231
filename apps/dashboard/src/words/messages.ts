import type english from './messages/en.json'
import type { Language } from './languages.ts'

/** A text, or one for each kind of number that the language knows. */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

export type MessageKey = keyof typeof english

/** Keys whose text is the same for all numbers. */
export type PlainKey = {
  [Key in MessageKey]: (typeof english)[Key] extends string ? Key : never
}[MessageKey]

export type Messages = Readonly<Record<PlainKey, string> & Record<MessageKey, Message>>

/** Every language is loaded when it is wanted. */
export async function loadMessages(language: Language): Promise<Messages> {
  switch (language) {
    case 'de':
      return (await import('./messages/de.json', { with: { type: 'json' } })).default
    case 'fr':
      return (await import('./messages/fr.json', { with: { type: 'json' } })).default
    case 'it':
      return (await import('./messages/it.json', { with: { type: 'json' } })).default
    case 'da':
      return (await import('./messages/da.json', { with: { type: 'json' } })).default
    case 'sv':
      return (await import('./messages/sv.json', { with: { type: 'json' } })).default
    case 'en':
    default:
      return (await import('./messages/en.json', { with: { type: 'json' } })).default
  }
}
