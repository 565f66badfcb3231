import { fault, faultFrom, type Context, type Outcome } from '@cartograph/core'
import { askRaptor, refusedFault } from './client.ts'
import { renamed, type ColumnRow } from './columns.ts'
import type { Settings } from './settings.ts'

export type StreamName = keyof NonNullable<Settings['streams']>

const kinds: Readonly<Record<StreamName, string>> = {
  products: 'Catalog',
  persons: 'Person',
  orderLines: 'Interaction',
}

/**
 * Streams rows in one request, and says what came of all of them.
 *
 * Nothing of the answer but its status is looked at.
 *
 * @see https://content.raptorservices.com/help-center/how-to-use-the-raptor-streaming-api (read 2026-11)
 */
export async function streamRows(
  context: Context<Settings>,
  name: StreamName,
  rows: readonly ColumnRow[],
): Promise<Outcome> {
  const { config } = context
  const id = config.streams?.[name]
  if (id === undefined) return { status: 'failed', fault: fault(noStream(name)) }
  const route = '/stream/{account}'
  const response = await askRaptor(context, {
    service: 'streaming',
    method: 'POST',
    path: `/stream/${config.customerId}`,
    route,
    headers: { 'x-streamid': id, ...(config.drafts === true && { 'x-isdraft': 'true' }) },
    body: rows.map((row) => renamed(config, row)),
    effect: name === 'orderLines' ? 'once' : 'repeatable',
    expect: [400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504],
  })
  const { status, ok } = response
  if (ok) {
    await response.body?.cancel()
    return { status: 'ok' }
  }
  if (status === 429) {
    const { retryAfterMs } = await faultFrom(response)
    return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
  }
  if (status === 408 || status >= 500) return { status: 'unknown' }
  const request = { method: 'POST', route }
  if (status === 401 || status === 403 || status === 404)
    return { status: 'failed', fault: await refusedFault(response, 'streaming', request) }
  await response.body?.cancel()
  return {
    status: 'failed',
    fault: fault({
      kind: 'record',
      message: `Raptor refuses the row (${status}).`,
      hint: `Compare its columns with the schema of the ${kinds[name]} dataflow in the Data Manager: names, types, and the one that identifies it. While the dataflow is a draft set \`drafts: true\`.`,
      request: { ...request, status },
    }),
  }
}

function noStream(name: StreamName) {
  return {
    kind: 'config' as const,
    scope: 'part' as const,
    message: `No input stream is named for ${name}.`,
    hint: `In Raptor: Data Manager, a dataflow of type ${kinds[name]}. Write its stream id into \`streams.${name}\`.`,
  }
}
