import { type Account, type DataRecord, type Group } from './account.ts'
import { accepted, invalid, isObject, textOf, type Answer, type Asked } from './answer.ts'
import { fits, isTooLarge, type FieldType, type FieldValue } from './field-values.ts'
import type { RuleUnknowns } from './options.ts'
import { addGroup, changeRecord, fieldNamed, groupNamed, writeRecord } from './groups.ts'

const none: Answer = { status: 404, body: { message: 'Not found.' } }

/** `/custom-field-data/{subscriber}`: records of groups, which v3 writes after it has answered. */
export function answerCustomData(
  account: Account,
  unknowns: RuleUnknowns,
  { method, query, body }: Asked,
  [, , owner = '', what = '', groupName = '']: readonly string[],
): Answer {
  const subscriber = account.subscribers.get(Number(owner))
  if (subscriber === undefined) return none
  const own = () => [...account.records.values()].filter((one) => one.subscriber === subscriber.id)
  switch (`${method} ${what}`) {
    case 'POST ':
      if (!Array.isArray(body['groups'])) return invalid({ groups: ['The groups are required.'] })
      account.later(() => {
        if (!account.subscribers.has(subscriber.id)) return
        for (const group of body['groups'] as readonly unknown[])
          writeGroup(account, unknowns, subscriber.id, group)
      })
      return { status: 201, body: { success: true } }
    case 'PUT ':
      return putRecord(account, own(), body)
    case 'GET ': {
      const names = query.getAll('groups_name[]').map((name) => name.toLowerCase())
      const records = own().filter(({ group }) => {
        const name = account.groups.get(group)?.name.toLowerCase() ?? ''
        return names.length === 0 || names.includes(name)
      })
      return pageOf(account, unknowns, records, query)
    }
    case 'GET group': {
      const group = groupNamed(account, groupName)
      if (group === undefined && unknowns.missingGroup === 404) return none
      const records = own().filter((one) => one.group === group?.id)
      return pageOf(account, unknowns, records, query)
    }
    case 'GET search': {
      const group = groupNamed(account, query.get('group') ?? '')
      const found = own().find(
        (one) =>
          one.group === group?.id &&
          one.values.get(query.get('field') ?? '') === query.get('value'),
      )
      return found === undefined
        ? none
        : { status: 200, body: { data: shownRecord(account, found, []) } }
    }
    case 'DELETE group': {
      const group = groupNamed(account, groupName)
      for (const one of own()) if (one.group === group?.id) account.records.delete(one.id)
      return accepted
    }
    default:
      return none
  }
}

/** What does not fit its field is left out in silence, and so is a group or a field that may not be made. */
function writeGroup(
  account: Account,
  unknowns: RuleUnknowns,
  subscriber: number,
  given: unknown,
): void {
  if (!isObject(given)) return
  const name = textOf(given['group']) ?? ''
  const mayMake = given['create_if_not_exists'] === true
  const isHistorical = given['historical'] === true
  const group =
    groupNamed(account, name) ?? (mayMake ? addGroup(account, name, isHistorical) : undefined)
  if (group === undefined) return
  if (unknowns.historicalChanges && isHistorical) group.historical = true
  const values = new Map<string, FieldValue>()
  for (const one of Array.isArray(given['values']) ? (given['values'] as readonly unknown[]) : []) {
    if (!isObject(one)) continue
    const field = textOf(one['field']) ?? ''
    if (!group.fields.has(field) && one['create_if_not_exists'] !== true) continue
    const value = storedValue(group, field, one['value'])
    if (value === undefined) continue
    fieldNamed(account, group, field, value.type)
    values.set(field, value.value)
  }
  if (values.size > 0 && !isTooLarge(values.values()))
    writeRecord(account, subscriber, group, values)
}

/** The type of a new field follows from its value. */
function storedValue(
  group: Group,
  field: string,
  given: unknown,
): { readonly type: FieldType; readonly value: FieldValue } | undefined {
  const isTexts = Array.isArray(given) && given.every((one) => typeof one === 'string')
  const isData = typeof given === 'object' && given !== null && !isTexts
  const guessed = isTexts ? 'multiple' : isData ? 'json' : 'text'
  const type = group.fields.get(field)?.type ?? guessed
  const value = isData ? JSON.stringify(given) : given
  return fits(type, value) ? { type, value } : undefined
}

function putRecord(account: Account, records: readonly DataRecord[], body: Asked['body']): Answer {
  const { identifier, values: given } = body
  if (!isObject(identifier) || !Array.isArray(given))
    return invalid({ identifier: ['The identifier is required.'] })
  const found = records.find((one) =>
    identifier['data_id'] === undefined
      ? one.group === groupNamed(account, String(identifier['group']))?.id &&
        one.values.get(String(identifier['field'])) === identifier['value']
      : one.id === Number(identifier['data_id']),
  )
  const group = account.groups.get(found?.group ?? 0)
  if (found === undefined || group === undefined) return none
  account.later(() => {
    const values = new Map<string, FieldValue>()
    for (const one of given as readonly unknown[]) {
      const field = isObject(one) ? (textOf(one['field']) ?? '') : ''
      const value = isObject(one) ? storedValue(group, field, one['value']) : undefined
      if (value === undefined) continue
      if (group.fields.has(field)) values.set(field, value.value)
    }
    changeRecord(account, found, values)
  })
  return accepted
}

function pageOf(
  account: Account,
  { largestPage }: RuleUnknowns,
  records: readonly DataRecord[],
  query: URLSearchParams,
): Answer {
  const perPage = Math.min(Number(query.get('per_page') ?? 15), largestPage)
  const page = Number(query.get('page') ?? 1)
  const fields = query.getAll('fields[]')
  return {
    status: 200,
    body: {
      data: records
        .slice((page - 1) * perPage, page * perPage)
        .map((one) => shownRecord(account, one, fields)),
      meta: { page, per_page: perPage },
    },
  }
}

function shownRecord(account: Account, record: DataRecord, fields: readonly string[]): object {
  const group = account.groups.get(record.group)
  return {
    id: record.id,
    group_id: record.group,
    group_name: group?.name ?? '',
    historical: group?.historical ?? false,
    created_at: new Date(record.createdAt).toISOString(),
    values: [...record.values]
      .filter(([name]) => fields.length === 0 || fields.includes(name))
      .map(([name, value]) => ({
        field_id: group?.fields.get(name)?.id ?? 0,
        field_name: name,
        field_type: group?.fields.get(name)?.type ?? 'text',
        field_value: value,
      })),
  }
}
