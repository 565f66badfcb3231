import type { Mapping } from '@cartograph/core'

/** What becomes of carts that are left, in some connections. */
export interface CartRule {
  readonly id: string
  /** Whose carts. No connection is in two rules. */
  readonly connections: readonly string[]
  /** Types of events that say that a cart was left, where a vendor finds that out. */
  readonly events: readonly string[]
  /** Without a change for so long, a cart was left. */
  readonly cutOffMs: number
  /** One at least. */
  readonly steps: readonly CartStep[]
  /** After a message about one cart, a person gets none about another for so long. */
  readonly coolDownMs: number
  /** An order that comes within so long of the last message was won back by it. */
  readonly windowMs: number
  /** By currency, decimal text: what is worth less is left alone. */
  readonly minimum: ReadonlyMap<string, string>
  /** What it means that nobody knows whether a person agreed to mails. */
  readonly consent: 'required' | 'assumed'
  /** Carts that were left before anybody looked, too. */
  readonly history: boolean
  readonly link: CartLinkSettings
}

export interface CartLinkSettings {
  readonly expiresMs: number
  /** Where a cart is whose vendor gives no address that fills it again; `{cart}` is its native id. */
  readonly to?: string
  /** Parameters of the address that the link leads to; `{step}` and `{rule}` are filled in. */
  readonly campaign: ReadonlyMap<string, string>
}

/** A message about a cart, some time after it was left. */
export interface CartStep {
  readonly afterMs: number
  readonly connection: string
  readonly action: string
  /** Expressions of the mapping language over what is told of a cart. Default: the ready mail. */
  readonly input?: Mapping['fields']
  readonly mail: CartMail
}

/** Words of the ready mail in the place of the usual ones. */
export interface CartMail {
  readonly language: CartLanguage
  readonly subject?: string
  readonly intro?: string
  readonly button?: string
}

export const cartLanguages = ['en', 'de', 'fr', 'it', 'da', 'sv'] as const
export type CartLanguage = (typeof cartLanguages)[number]

/** A person gets three messages about a cart at the most. */
export const mostCartSteps = 3
