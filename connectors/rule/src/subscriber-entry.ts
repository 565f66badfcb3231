import { fault, type Fault } from '@cartograph/core'
import { checksOf } from './bonus-checks.ts'
import { groupsOf, type Settings } from './settings.ts'
import { standingsOf, type Standing } from './standing.ts'
import type { SubscriberItem } from './subscriber-item.ts'
import { fitting, typedValues, writtenValue, type GivenValues } from './values.ts'

/** A field of v2; its key is `Group.field`. */
export interface WrittenField {
  readonly key: string
  readonly type: string
  readonly value: string | readonly string[]
}
export interface Entry {
  readonly email?: string
  readonly phone_number?: string
  readonly language?: string
  readonly fields?: readonly WrittenField[]
}

const accepts: Readonly<Partial<Record<Standing, string>>> = { granted: 'true', refused: 'false' }

/**
 * A customer as v2 takes one.
 *
 * @throws a `record` fault where the values of a group are too many for Rule.
 */
export function entryOf(config: Settings, item: SubscriberItem, now: number): Entry {
  const { email, phone, language } = item
  const fields = Object.entries(wholeGroups(config, item, now)).flatMap(([group, values]) =>
    writtenFields(config, group, values),
  )
  return {
    ...(isThere(email) && { email }),
    ...(isThere(phone) && { phone_number: phone }),
    ...(isThere(language) && { language: language.toLowerCase() }),
    ...(fields.length > 0 && { fields }),
  }
}

/** The groups of an item; what the person agreed to and their bonus checks stand in that of the contact. */
function wholeGroups(
  config: Settings,
  { groups, consents, bonusChecks }: SubscriberItem,
  now: number,
): Readonly<Record<string, GivenValues>> {
  const { contact } = groupsOf(config)
  const { email, sms } = standingsOf(consents ?? [], now)
  const made: GivenValues = {
    accepts_email: accepts[email] ?? null,
    accepts_sms: accepts[sms] ?? null,
    ...(isThere(bonusChecks) && { bonuschecks: { json: [...checksOf(bonusChecks)] } }),
  }
  return { ...groups, [contact]: { ...made, ...groups?.[contact] } }
}

function writtenFields(
  config: Settings,
  group: string,
  values: GivenValues,
): readonly WrittenField[] {
  const short = fitting(typedValues(values, timeZoneOf(config)))
  if (short === undefined) throw fault(tooLarge(group))
  return [...short].map(([field, value]) => ({
    key: `${group}.${field}`,
    type: value.type,
    value: writtenValue(value),
  }))
}

export function tooLarge(group: string): Omit<Fault, '$fault'> {
  return {
    kind: 'record',
    message: `The values of the group ${group} are more than Rule takes (65 KiB).`,
    hint: 'Leave long fields out of the mapping. Lists in JSON are shortened by themselves.',
    path: ['groups', group],
  }
}

export function timeZoneOf({ timeZone = 'Europe/Stockholm' }: Settings): string {
  return timeZone
}

function isThere<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null
}
