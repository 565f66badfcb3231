import type { CartRule } from '../../config/index.ts'
import type { AskConsents } from '../../delivery/index.ts'
import type { Dialect, Store, Work } from '../../store/index.ts'
import type { OpenAction } from '../open-action.ts'
import type { Exchange } from './minimum.ts'

/** What carts are followed and written about with. */
export interface CartScene {
  readonly store: Store
  /** By id. */
  readonly rules: ReadonlyMap<string, CartRule>
  /** The machine's clock, in milliseconds since the epoch. */
  readonly now: () => number
  readonly signal: AbortSignal
  /** Where this host is reached, without a slash at the end. */
  readonly url: string
  /** Takes what was just written into persons. */
  readonly catchUp: () => Promise<void>
  /** Whether persons are as the store is: who bought what is known only then. */
  readonly arePersonsCurrent: (dialect: Dialect, org: string) => Work<boolean>
  /** Takes in what was said of consents meanwhile, and says who may be written to. */
  readonly consents: (unknown: CartRule['consent']) => AskConsents
  readonly exchange: Exchange
  /** @throws a fault where it cannot be opened. */
  readonly open: (through: string) => Promise<OpenAction>
  /** The address of a page on which mails to an address are called off. */
  readonly unsubscribeLink: (email: string) => Promise<string>
  /** The wait before another attempt. */
  readonly retryAfterMs: (failures: number) => number
  readonly onMessage?: (message: EndedMessage) => void
}

/** What became of an attempt to send a message. */
export interface EndedMessage {
  readonly cart: string
  readonly step: number
  readonly connection: string
  readonly state: 'due' | 'sent' | 'failed' | 'unknown'
  readonly problem: string | undefined
}

/** The rule of a connection. */
export function ruleOfConnection(
  rules: ReadonlyMap<string, CartRule>,
  connection: string,
): CartRule | undefined {
  return [...rules.values()].find(({ connections }) => connections.includes(connection))
}
