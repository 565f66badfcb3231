import { consentStanding, type ConsentStatement } from '@cartograph/core'
import type { SubscriberItem } from './subscriber-item.ts'

type Said = NonNullable<SubscriberItem['consents']>[number]
export type Standing = ReturnType<typeof consentStanding>

/** What a person's statements about campaigns come to, by the way that they are sent. */
export function standingsOf(
  consents: readonly Said[],
  now: number,
): { readonly email: Standing; readonly sms: Standing } {
  const about = (channel: string) =>
    consentStanding(
      consents.filter((one) => one.channel === channel && isMarketing(one)).map(statementOf),
      now,
    )
  return { email: about('email'), sms: about('sms') }
}

function isMarketing({ purpose }: Said): boolean {
  return purpose === undefined || purpose === null || purpose === 'marketing'
}

function statementOf({ state, at, expiresAt }: Said): ConsentStatement {
  return { state, at: instantOf(at), expiresAt: instantOf(expiresAt) }
}

function instantOf(text: string | null | undefined): number | undefined {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? undefined : at
}
