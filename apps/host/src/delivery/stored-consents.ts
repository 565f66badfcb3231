import type { Subject, Undeliverable } from '@cartograph/core'
import type { Clock } from '../queue/index.ts'
import { factsOf, type ConsentFact, type Store } from '../store/index.ts'
import { readFact, subjectsOf } from './consent-facts.ts'
import { comesBack, consentVerdict, type Need, type Statement } from './consent-verdict.ts'

/** Why items about some persons may not go, in their order; undefined where they may. */
export type AskConsents = (subjects: readonly Subject[]) => Promise<readonly (string | undefined)[]>

/** What is known of consents, for one delivery. */
export interface Consents {
  /** Takes in what was said meanwhile. */
  learn(): Promise<void>
  readonly ask: AskConsents
}

/**
 * Asks what the store knows. A person is who has the same customer id, e-mail address or telephone number; and whoever is one
 * of these customers has the other addresses of that customer too.
 */
export function storedConsents(
  store: Store,
  clock: Clock,
  unknown: 'required' | 'assumed',
): AskConsents {
  return async (subjects) => {
    const asked = subjects.filter(isAskedAbout)
    if (asked.length === 0) return subjects.map(() => undefined)
    const now = clock.now()
    const known = await store.read(function* (dialect, org) {
      const near = yield* factsOf(dialect, org, asked.flatMap(subjectsOf))
      const others = asked.flatMap((subject) => addressesOf(subject, near))
      return [...near, ...(yield* factsOf(dialect, org, others))]
    })
    return subjects.map((subject) => {
      const statements = statementsAbout(subject, known)
      const { needs = [], reaches = [] } = subject
      return [
        ...needs.map((need) => reasonOf(statements, need, { now, unknown })),
        ...reaches.map((way) =>
          comesBack(statements, way, now) ? undeliverable.bounced : undefined,
        ),
      ].find((each) => each !== undefined)
    })
  }
}

/** Whether anything that a person said, or that is known of their address, may keep an item back. */
export function isAskedAbout({ needs = [], reaches = [] }: Subject): boolean {
  return needs.length + reaches.length > 0
}

/** The other ways to know the customers that a person is. */
function addressesOf(subject: Subject, facts: readonly ConsentFact[]): readonly string[] {
  const own = new Set(identifying(subject))
  const customers = facts.filter((fact) => fact.entity === 'customer' && own.has(fact.subject))
  return [...new Set(customers.flatMap((fact) => readFact(fact).subjects))].filter(
    (each) => !own.has(each),
  )
}

/** A telephone number alone does not say who somebody is, since families share one, unless nothing else is known. */
function identifying(subject: Subject): readonly string[] {
  const all = subjectsOf(subject)
  const strong = all.filter((each) => !each.startsWith('phone:'))
  return strong.length > 0 ? strong : all
}

function statementsAbout(subject: Subject, facts: readonly ConsentFact[]): readonly Statement[] {
  const own = subjectsOf(subject)
  const all = new Set([...own, ...addressesOf(subject, facts)])
  const strong = new Set(identifying(subject))
  const hasAddress = own.some((each) => !each.startsWith('customer:'))
  return (
    facts
      .filter((fact) => all.has(fact.subject))
      // An address that takes no more says nothing of the person's others.
      .filter((fact) => fact.entity !== 'event' || !hasAddress || own.includes(fact.subject))
      .flatMap((fact) => {
        const { statements } = readFact(fact)
        const isShared = fact.subject.startsWith('phone:') && !strong.has(fact.subject)
        // What was said of a number that others may have too counts for the number.
        return isShared ? statements.filter(({ channel }) => channel === 'sms') : statements
      })
  )
}

const meant: Readonly<Record<Need, string>> = {
  email: 'be written to by e-mail',
  sms: 'be written to by text message',
  post: 'be written to by post',
  profiling: 'have a profile made of them',
}

const undeliverable = {
  bounced: 'Messages to this address come back.',
  complained: 'Whoever has this address called a message unwanted.',
} as const satisfies Record<Undeliverable['because'], string>

function reasonOf(
  statements: readonly Statement[],
  need: Need,
  { now, unknown }: { readonly now: number; readonly unknown: 'required' | 'assumed' },
): string | undefined {
  const verdict = consentVerdict(statements, need, now)
  if (verdict === 'refused') {
    const said = statements.filter(({ because }) => because === undefined)
    const isSaid = consentVerdict(said, need, now) === 'refused'
    const shown = isSaid ? undefined : statements.flatMap(({ because }) => because ?? [])[0]
    return shown === undefined
      ? `The person does not want to ${meant[need]}.`
      : undeliverable[shown]
  }
  if (verdict === 'unknown' && unknown === 'required')
    return `Nobody knows whether the person agreed to ${meant[need]}.`
  return undefined
}
