import { consentStanding, type ConsentStatement } from '@cartograph/core'
import { identityOf, type MemberItem } from './member-item.ts'

type Said = NonNullable<MemberItem['consents']>[number]

export interface Standing {
  readonly says: ReturnType<typeof consentStanding>
  /** When the person last agreed, in milliseconds; long ago where nobody knows. */
  readonly agreedAt: number
}

/** What a person's statements about mails with offers come to; about text messages, of who has no address. */
export function standingOf(item: MemberItem, now: number): Standing {
  const channel = identityOf(item).field === 'email' ? 'email' : 'sms'
  const about = (item.consents ?? []).filter((one) => one.channel === channel && isMarketing(one))
  const agreed = about
    .filter(({ state }) => state === 'granted')
    .map(({ at }) => instantOf(at) ?? Number.NEGATIVE_INFINITY)
  return {
    says: consentStanding(about.map(statementOf), now),
    agreedAt: Math.max(Number.NEGATIVE_INFINITY, ...agreed),
  }
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
