import { parse } from 'csv-parse/sync'
import { good, listOf, textOf, type Answer, type Asked } from './answer.ts'
import type { Account } from './account.ts'

const columns = new Set([
  'email',
  'product_id',
  'variation_type',
  'variation_id',
  'product_name',
  'product_price',
  'product_url',
  'original_price',
  'discount',
  'description',
  'currency',
  'event_type',
  'amount',
  'created_at',
])

const failed = (message: string) => good({ status: 'error', message })

/** `POST /transaction/import/{trackingId}`: lines of orders; the same file twice is twice as many lines. */
export function importTransactions(account: Account, { body, parts }: Asked): Answer {
  const file = parts.get('file')
  const selected = listOf(body['fields_selected']).map(textOf)
  const delimiter = textOf(body['delimiter'])
  if (file === undefined) return failed('The file field is required.')
  if (![',', ';', ':', '|'].includes(delimiter)) return failed('The delimiter is invalid.')
  if (!['Y-m-d H:i:s', 'iso8601'].includes(textOf(body['date_format'])))
    return failed('The date format is invalid.')
  if (!['true', 'false'].includes(textOf(body['skip_header_line'])))
    return failed('The skip header line field is required.')
  if (textOf(body['sendErrorsTo']) === '' || textOf(body['send_errors_to']) === '')
    return failed('The send errors to field is required.')
  if (selected.some((name) => name !== '' && !columns.has(name)))
    return failed('The selected fields are invalid.')
  const rows = parse(file, { delimiter })
  const lines = textOf(body['skip_header_line']) === 'true' ? rows.slice(1) : rows
  const read = lines.map((row) =>
    Object.fromEntries(
      selected.flatMap((name, place) => (name === '' ? [] : [[name, row[place] ?? '']])),
    ),
  )
  const bad = read.find(({ event_type: type = '' }) => !['bought', 'cancelled'].includes(type))
  if (bad !== undefined) return failed('The event type is invalid.')
  account.transactions.push(...read)
  return good({ status: 'success' })
}
