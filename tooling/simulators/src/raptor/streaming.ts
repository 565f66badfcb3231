import type { Account, InputStream, Row } from './account.ts'
import { isObject, parsedJson, textAnswer, type Answer, type Asked } from './answer.ts'
import type { RaptorUnknowns } from './options.ts'

/**
 * Takes rows: interactions are appended, persons and products are written over column by column, and `null` deletes a value.
 *
 * @see https://content.raptorservices.com/help-center/how-to-use-the-raptor-streaming-api (read 2026-11)
 */
export function answerStreaming(
  account: Account,
  unknowns: RaptorUnknowns,
  { method, path, headers, text }: Asked,
): Answer {
  if (method !== 'POST' || path !== `/stream/${account.customerId}`)
    return textAnswer(404, 'Not found')
  const stream = account.streams.get(headers['x-streamid'] ?? '')
  if (stream === undefined) return textAnswer(unknowns.unknownStream, 'Unknown stream')
  if (stream.isDraft !== (headers['x-isdraft'] === 'true'))
    return textAnswer(400, stream.isDraft ? 'The dataflow is a draft' : 'The dataflow is no draft')
  const rows = parsedJson(text)
  if (!Array.isArray(rows) || !rows.every(isObject)) return textAnswer(400, 'Expected an array')
  if (rows.length > unknowns.rowsAtOnce || Buffer.byteLength(text) > 1_000_000)
    return textAnswer(413, 'Too many rows')
  const isWhole = rows.every((row) => stream.kind === 'Interaction' || hasIdentity(stream, row))
  if (!isWhole) return textAnswer(400, `A row has no ${stream.identifiedBy}`)
  for (const row of rows) takeRow(stream, row)
  return { status: unknowns.rowsTaken }
}

function hasIdentity({ identifiedBy }: InputStream, row: Row): boolean {
  const value = row[identifiedBy]
  return typeof value === 'string' && value !== ''
}

function takeRow(stream: InputStream, row: Row): void {
  const { kind, identifiedBy } = stream
  const at =
    kind === 'Interaction'
      ? -1
      : stream.rows.findIndex((one) => one[identifiedBy] === row[identifiedBy])
  if (at === -1) stream.rows.push(withoutNulls(row))
  else stream.rows[at] = withoutNulls({ ...stream.rows[at], ...row })
}

function withoutNulls(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
}
