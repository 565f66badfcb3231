import type { JsonObject } from '@cartograph/core'

/** Pages on which persons sign up, change what is known of them, and unsubscribe. */
export interface PageSettings {
  /** Of pages whose form names no other. */
  readonly language: string
  /** Of buttons and links, as `#0b57d0`. */
  readonly colour: string
  readonly mail?: PageMail
  readonly forms: ReadonlyMap<string, PageForm>
  /** By language: texts that take the place of the built-in ones, and of English where a language has none. */
  readonly texts: ReadonlyMap<string, Readonly<Record<string, string>>>
}

/** Which action of which connection sends mails with links, and what it is given; `{email}` and others are filled in. */
export interface PageMail {
  readonly connection: string
  readonly action: string
  readonly input: JsonObject
}

export interface PageForm {
  readonly id: string
  readonly title: string
  readonly intro?: string
  readonly node?: string
  readonly language?: string
  readonly privacyUrl?: string
  readonly fields: readonly PageField[]
  readonly consents: readonly PageConsent[]
  /** Nothing is written before a link is opened that was mailed to the address. */
  readonly confirm: boolean
  /** Why somebody gets mails, said on pages and in mails. */
  readonly reminder?: string
}

export interface PageField {
  readonly property: string
  readonly required: boolean
}

export interface PageConsent {
  readonly channel: 'email' | 'sms' | 'phone' | 'post' | 'push' | 'other'
  readonly purpose: string
  /** The words that are agreed to. */
  readonly wording: string
  /** Of the words: it is kept with what was said. */
  readonly version: string
  readonly required: boolean
}
