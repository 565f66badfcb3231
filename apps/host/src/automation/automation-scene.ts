import type { ContactingSettings } from '../config/index.ts'
import type { Store } from '../store/index.ts'
import type { OwnLinks } from './link-campaign.ts'

/** What automations judge and prepare with. */
export interface AutomationScene {
  readonly store: Store
  readonly contacting: ContactingSettings
  readonly links: OwnLinks
  /** Of the shop that a connection is, or of the organisation. */
  readonly zoneOf: (connection: string | undefined) => string
  /** An address at which whoever has an e-mail address unsubscribes; undefined where the host has no public address. */
  readonly unsubscribeLink: (email: string) => Promise<string | undefined>
}

/** An e-mail address that one mail can go to: one line, one @, no list. */
export function mailAddressIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const address = value.trim()
  return /^[^\s@,;<>"()\p{Cc}]+@[^\s@,;<>"()\p{Cc}]+$/u.test(address) ? address : undefined
}
