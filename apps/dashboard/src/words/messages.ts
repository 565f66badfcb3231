import type english from './messages/en.json'
import type linkEnglish from './messages/links/en.json'
import type { Language } from './languages.ts'

/** A text, or one for each kind of number that the language knows. */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

type English = typeof english & typeof linkEnglish

export type MessageKey = keyof English

/** Keys whose text is the same for all numbers. */
export type PlainKey = {
  [Key in MessageKey]: English[Key] extends string ? Key : never
}[MessageKey]

export type Messages = Readonly<Record<PlainKey, string> & Record<MessageKey, Message>>

/** What the page of links says: a test holds that it says nothing else. */
export type LinkMessages = Pick<Messages, keyof typeof linkEnglish>

/** Every language is loaded when it is wanted. */
export async function loadMessages(language: Language): Promise<Messages> {
  const [ofLinks, others] = await Promise.all([loadLinkMessages(language), loadOthers(language)])
  return { ...ofLinks, ...others }
}

/** Of a language what the page of links says: whoever opens one does not wait for the words of all other pages. */
export async function loadLinkMessages(language: Language): Promise<LinkMessages> {
  switch (language) {
    case 'de':
      return (await import('./messages/links/de.json', { with: { type: 'json' } })).default
    case 'fr':
      return (await import('./messages/links/fr.json', { with: { type: 'json' } })).default
    case 'it':
      return (await import('./messages/links/it.json', { with: { type: 'json' } })).default
    case 'da':
      return (await import('./messages/links/da.json', { with: { type: 'json' } })).default
    case 'sv':
      return (await import('./messages/links/sv.json', { with: { type: 'json' } })).default
    case 'en':
    default:
      return (await import('./messages/links/en.json', { with: { type: 'json' } })).default
  }
}

async function loadOthers(language: Language): Promise<Pick<Messages, keyof typeof english>> {
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
