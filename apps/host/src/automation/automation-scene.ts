import type { Automation, ContactingSettings } from '../config/index.ts'
import type { Store } from '../store/index.ts'

/** What automations judge and prepare with. */
export interface AutomationScene {
  readonly store: Store
  readonly contacting: ContactingSettings
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

/** Parameters of links, for a step of an automation. */
export function campaignOf(
  { campaign }: ContactingSettings,
  { id }: Pick<Automation, 'id'>,
  step: number,
): ReadonlyMap<string, string> {
  return new Map(
    [...campaign].map(([name, value]) => [
      name,
      value.replaceAll('{automation}', id).replaceAll('{step}', String(step + 1)),
    ]),
  )
}
