import { fault } from '@cartograph/core'
import { actorText, audit, type Actor } from '../../access/index.ts'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import {
  appendChanges,
  decisionsAbout,
  dropDecision,
  presentPerson,
  writeDecisions,
  type Dialect,
  type Store,
  type Work,
} from '../../store/index.ts'
import { pairOf, pairText, type Decision } from '../identity/decision.ts'
import { personIdOf } from '../identity/member.ts'
import { byEdit } from '../writing/own-record.ts'
import { applyMembers } from './apply-members.ts'
import { aloneWithPersons } from './alone.ts'
import { personNamed, type Person } from './person.ts'

/** Who decides, and by which rules persons are computed. */
export interface DecideOptions {
  readonly settings?: CustomerSettings | undefined
  /** Shown where the decision is explained, and in the audit log. */
  readonly by: Actor
  readonly now?: () => number
}

/**
 * Makes one person of several, whatever the rules say, until it is undone. What was said before about keeping them apart is
 * forgotten.
 *
 * @returns the person that they are now.
 * @throws a `notFound` fault for a name that nobody has.
 */
export async function mergePersons(
  store: Store,
  names: readonly string[],
  options: DecideOptions,
): Promise<Person> {
  const { settings = defaultCustomers, by, now = Date.now } = options
  return store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const persons: Person[] = []
    for (const name of names) persons.push(yield* existing(dialect, org, name))
    const sets = distinct(persons).map(({ members }) => members)
    const [first, ...others] = sets
    if (first === undefined || others.length === 0)
      throw fault({
        kind: 'config',
        message: 'These are one person already.',
        hint: 'Name two persons or more; `cartograph customers --search` shows their names.',
      })
    const at = now()
    const decisions = new Map<string, Decision | undefined>()
    const all = sets.flat()
    const setOf = new Map(sets.flatMap((members, index) => members.map((id) => [id, index])))
    for (const { left, right, says } of yield* decisionsAbout(dialect, org, all)) {
      const isBetween = setOf.has(left) && setOf.has(right) && setOf.get(left) !== setOf.get(right)
      if (says === 'apart' && isBetween) decisions.set(pairText({ left, right }), undefined)
    }
    for (const members of others) {
      const pair = pairOf(first[0] ?? '', members[0] ?? '')
      decisions.set(pairText(pair), { ...pair, says: 'together', at, by: actorText(by) })
    }
    yield* decide(dialect, org, decisions, settings, at)
    const person = yield* existing(dialect, org, names[0] ?? '')
    yield* audit(dialect, org, { at, actor: by, action: 'customer.merge', target: person.id })
    return person
  })
}

/**
 * Takes records out of a person and keeps them apart from the others, whatever the rules say, until it is undone.
 *
 * @returns the person that stays, and those that the records are now.
 * @throws a `notFound` fault for a name that nobody has, a `config` fault for records that are not the person's, or are all.
 */
export async function splitPerson(
  store: Store,
  name: string,
  records: readonly string[],
  options: DecideOptions,
): Promise<readonly Person[]> {
  const { settings = defaultCustomers, by, now = Date.now } = options
  return store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const person = yield* existing(dialect, org, name)
    const moved = new Set(records)
    const strangers = records.filter((id) => !person.members.includes(id))
    const rest = person.members.filter((id) => !moved.has(id))
    if (moved.size === 0 || strangers.length > 0 || rest.length === 0)
      throw fault({
        kind: 'config',
        // Ids of records may be addresses, and this may end up in a log.
        message:
          strangers.length > 0
            ? 'Not all of these records are the person’s.'
            : 'Some records must go and some must stay.',
        hint: 'Its explanation names the records of a person.',
      })
    const at = now()
    const decisions = new Map<string, Decision | undefined>()
    for (const one of moved)
      for (const other of rest) {
        const pair = pairOf(one, other)
        decisions.set(pairText(pair), { ...pair, says: 'apart', at, by: actorText(by) })
      }
    yield* decide(dialect, org, decisions, settings, at)
    yield* audit(dialect, org, { at, actor: by, action: 'customer.split', target: person.id })
    const names = new Set<string>()
    for (const id of person.members) {
      const found = yield* personOfMember(dialect, org, id)
      if (found !== undefined) names.add(found)
    }
    const persons: Person[] = []
    for (const each of names) persons.push(yield* existing(dialect, org, each))
    return persons
  })
}

/**
 * Forgets everything that staff said about the records of a person: then the rules alone decide. What staff wrote of the person is
 * still theirs.
 *
 * @returns how many decisions were taken back.
 * @throws a `notFound` fault for a name that nobody has.
 */
export async function forgetDecisions(
  store: Store,
  name: string,
  options: DecideOptions,
): Promise<number> {
  const { settings = defaultCustomers, by, now = Date.now } = options
  return store.write(function* (dialect, org) {
    yield* aloneWithPersons(dialect, org)
    const { id, members } = yield* existing(dialect, org, name)
    const at = now()
    const all = yield* decisionsAbout(dialect, org, members)
    const said = all.filter((each) => each.by !== byEdit)
    const decisions = new Map(said.map((each) => [pairText(each), undefined]))
    yield* decide(dialect, org, decisions, settings, at)
    yield* audit(dialect, org, { at, actor: by, action: 'customer.undo', target: id })
    return decisions.size
  })
}

function* decide(
  dialect: Dialect,
  org: string,
  decisions: ReadonlyMap<string, Decision | undefined>,
  settings: CustomerSettings,
  now: number,
): Work<void> {
  const none = new Map<string, undefined>()
  const changes = yield* applyMembers(dialect, org, { members: none, decisions }, settings, now)
  yield* writeDecisions(
    dialect,
    org,
    [...decisions.values()].flatMap((each) => each ?? []),
  )
  for (const [text, said] of decisions) {
    if (said !== undefined) continue
    const [left, right] = JSON.parse(text) as [string, string]
    yield* dropDecision(dialect, org, { left, right })
  }
  yield* appendChanges(dialect, org, changes, 'live', now)
}

function* personOfMember(dialect: Dialect, org: string, member: string): Work<string | undefined> {
  return yield* presentPerson(dialect, org, personIdOf(member))
}

function* existing(dialect: Dialect, org: string, name: string): Work<Person> {
  const person = yield* personNamed(dialect, org, name)
  if (person !== undefined) return person
  throw fault({
    kind: 'notFound',
    message: `There is no person ${name}.`,
    hint: '`cartograph customers --search` shows the names of persons.',
  })
}

function distinct(persons: readonly Person[]): readonly Person[] {
  return [...new Map(persons.map((person) => [person.id, person])).values()]
}
