import type { Account, DataRecord, Group } from './account.ts'
import type { FieldType, FieldValue } from './field-values.ts'

/** By id, or by name in whatever case. */
export function groupNamed(account: Account, asked: string): Group | undefined {
  const found = [...account.groups.values()].find(
    ({ name }) => name.toLowerCase() === asked.toLowerCase(),
  )
  return found ?? (/^\d+$/.test(asked) ? account.groups.get(Number(asked)) : undefined)
}

export function addGroup(account: Account, name: string, historical: boolean): Group {
  const made: Group = {
    id: account.nextId(),
    name,
    historical,
    createdAt: account.now(),
    fields: new Map(),
  }
  account.groups.set(made.id, made)
  return made
}

/** The field as it is, or made with the type; a type is fixed when the field is made. */
export function fieldNamed(account: Account, group: Group, name: string, type: FieldType) {
  const found = group.fields.get(name)
  if (found !== undefined) return found
  const made = { id: account.nextId(), type }
  group.fields.set(name, made)
  return made
}

/** Writes values of one group: a record more where it is historical, else over what was there. */
export function writeRecord(
  account: Account,
  subscriber: number,
  group: Group,
  values: ReadonlyMap<string, FieldValue>,
): void {
  const present = [...account.records.values()].find(
    (one) => one.subscriber === subscriber && one.group === group.id,
  )
  if (present !== undefined && !group.historical) {
    changeRecord(account, present, values)
    return
  }
  const id = account.nextId()
  const createdAt = account.now()
  account.records.set(id, {
    id,
    subscriber,
    group: group.id,
    createdAt,
    values: new Map(values),
  })
  account.landed.push({ record: id, isNew: true, values })
}

/** Writes values over those of a record. */
export function changeRecord(
  account: Account,
  record: DataRecord,
  values: ReadonlyMap<string, FieldValue>,
): void {
  for (const [name, value] of values) record.values.set(name, value)
  account.landed.push({ record: record.id, isNew: false, values })
}
