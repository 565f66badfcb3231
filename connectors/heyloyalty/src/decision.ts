import { fault, faultOf, type Outcome } from '@cartograph/core'
import type { MemberRow } from './member-shape.ts'
import type { Settings } from './settings.ts'
import type { Standing } from './standing.ts'

export type Decision =
  | { readonly kind: 'add'; readonly skipsOptIn: boolean }
  | { readonly kind: 'change'; readonly member: MemberRow }
  | { readonly kind: 'unsubscribe'; readonly member: MemberRow }
  | { readonly kind: 'nothing'; readonly outcome: Outcome }

export type Rules = Pick<Settings, 'withoutConsent' | 'optOuts' | 'reactivate' | 'doubleOptIn'>

/**
 * What is done with one person: by what they said here, and by how they stand in Heyloyalty.
 *
 * Every write of values makes an unsubscribed member active again, so nothing but this rule lets one through.
 *
 * @param unsubscribedAt when a member unsubscribed, in milliseconds; undefined where nobody knows.
 * @see https://github.com/Heyloyalty/api/wiki/Members (read 2026-11)
 */
export function decisionOf(
  { says, agreedAt }: Standing,
  members: readonly MemberRow[],
  rules: Rules,
  unsubscribedAt: (member: MemberRow) => number | undefined,
): Decision {
  const { withoutConsent, optOuts, reactivate, doubleOptIn } = rules
  const [member, ...others] = members.toSorted(
    (one, other) => Number(isActive(one)) - Number(isActive(other)),
  )
  if (member === undefined) {
    if (says === 'refused') return skipped('This person does not want to be written to.')
    if (says === 'unknown' && withoutConsent !== 'add')
      return skipped(
        'This person never agreed, and is not on the list; `withoutConsent: add` would add them.',
      )
    return { kind: 'add', skipsOptIn: doubleOptIn === 'skip' && says === 'granted' }
  }
  if (member.status !== 'active') {
    const since = unsubscribedAt(member)
    const isBack =
      reactivate === 'newerConsent' &&
      member.status === 'unsubscribed' &&
      member.email_status === 'active' &&
      others.length === 0 &&
      says === 'granted' &&
      since !== undefined &&
      agreedAt > since
    return isBack ? { kind: 'change', member } : skipped('This person unsubscribed in Heyloyalty.')
  }
  if (others.length > 0) return { kind: 'nothing', outcome: ambiguous }
  if (says === 'refused' && optOuts !== 'keep') return { kind: 'unsubscribe', member }
  if (member.email_status !== 'active')
    return skipped('Heyloyalty sends nothing more to this address: it bounced, or complained.')
  return { kind: 'change', member }
}

export function isActive({ status, email_status: email }: MemberRow): boolean {
  return status === 'active' && email === 'active'
}

const ambiguous: Outcome = {
  status: 'failed',
  fault: faultOf(
    fault({
      kind: 'record',
      message: 'Several members of the list have this address or number.',
      hint: 'Merge them in Heyloyalty, and let the list take no duplicates.',
    }),
  ),
}

function skipped(reason: string): Decision {
  return { kind: 'nothing', outcome: { status: 'skipped', reason, again: 'changed' } }
}
