import { consentStanding, type ConsentStatement, type Undeliverable } from '@cartograph/core'

/** One thing that a person said about being contacted. */
export interface Statement extends ConsentStatement {
  readonly channel: string
  /** Undefined: marketing. */
  readonly purpose?: string | undefined
  /** Nobody said it: messages to the address showed it. */
  readonly because?: Undeliverable['because'] | undefined
}

export type Need = 'email' | 'sms' | 'post' | 'profiling'

/** What a person's statements say of one need. */
export function consentVerdict(
  statements: readonly Statement[],
  need: Need,
  now: number,
): ReturnType<typeof consentStanding> {
  return consentStanding(
    statements.filter((statement) => isAbout(statement, need)),
    now,
  )
}

/** Whether messages to an address come back, and nobody has said yes since. */
export function comesBack(
  statements: readonly Statement[],
  way: 'email' | 'sms',
  now: number,
): boolean {
  const telling = statements.filter(
    ({ because, state }) => because === 'bounced' || state === 'granted',
  )
  return consentVerdict(telling, way, now) === 'refused'
}

function isAbout({ channel, purpose = 'marketing' }: Statement, need: Need): boolean {
  // Profiling is not a way to reach somebody, but something that is done with what is known.
  if (need === 'profiling') return purpose === 'profiling'
  return channel === need && purpose === 'marketing'
}
