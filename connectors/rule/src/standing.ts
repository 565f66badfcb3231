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

/** When a person last agreed to campaigns by a channel, in milliseconds; long ago where nobody knows. */
export function newestYes(consents: readonly Said[], channel: string): number {
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...consents
      .filter((one) => one.channel === channel && one.state === 'granted' && isMarketing(one))
      .map(({ at }) => instantOf(at) ?? Number.NEGATIVE_INFINITY),
  )
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
