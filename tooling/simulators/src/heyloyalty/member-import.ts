import { parse } from 'csv-parse/sync'
import { good, listOf, refused, textOf, type Answer, type Asked } from './answer.ts'
import type { Account, List } from './account.ts'
import { takenValues } from './field-values.ts'
import { addMember, changeMember, membersBy } from './member-writing.ts'

/** `POST /lists/{id}/import`: taken at once, worked on later; what does not fit is told by mail. Who had unsubscribed is a member again. */
export function importMembers(account: Account, list: List, { body, parts }: Asked): Answer {
  const file = parts.get('file')
  const field = textOf(body['duplicate_field'])
  const columns = listOf(body['fields_selected']).map(textOf)
  if (file === undefined) return refused('The file field is required.')
  if (field === '' || !columns.includes(field)) return refused('The duplicate field is invalid.')
  if (columns.some((name) => name !== '' && !list.fields.has(name)))
    return refused('The selected fields are invalid.')
  const skipsHeader = /^(?:1|true)$/.test(textOf(body['skip_header_line']))
  const delimiter = textOf(body['delimiter']) || ','
  const rows = parse(file, { delimiter, relax_column_count: true, skip_empty_lines: true })
  const firesMails = /^(?:1|true)$/.test(textOf(body['trigger_autoresponder']))
  account.later(() => {
    for (const row of skipsHeader ? rows.slice(1) : rows)
      importRow(account, list, columns, row, {
        field,
        firesMails,
        told: textOf(body['sendErrorsTo']),
      })
  })
  const { importStatus } = account.unknowns
  return importStatus === 204 ? { status: 204 } : good({ status: 'success' }, importStatus)
}

function importRow(
  account: Account,
  list: List,
  columns: readonly string[],
  row: readonly string[],
  how: { readonly field: string; readonly firesMails: boolean; readonly told: string },
): void {
  const given = Object.fromEntries(
    columns.flatMap((name, place) => {
      const text = row[place] ?? ''
      const isMulti = list.fields.get(name)?.format === 'multi'
      return name === '' ? [] : [[name, isMulti ? text.split(',').filter(Boolean) : text]]
    }),
  )
  const { values, error } = takenValues(account, list, given)
  if (error !== undefined) {
    account.errorMails.push(`${how.told}: ${error}`)
    return
  }
  const [member] = membersBy(list, how.field, textOf(values.get(how.field)))
  if (member === undefined) {
    const made = addMember(account, list, values, { imported: true })
    if (how.firesMails) account.autoresponders.push(`welcome ${textOf(made.values.get('email'))}`)
  } else changeMember(account, list, member, values, 'partly')
}
