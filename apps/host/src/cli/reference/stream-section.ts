import type { Parts, Stream } from '@cartograph/core'
import { inputSchema } from '../../config/index.ts'
import { fieldsTable } from './field-tables.ts'
import type { KnownPart } from './known-parts.ts'
import { inCode, markdownTable, sections, spanText } from './markdown.ts'
import { schemaFields } from './schema-fields.ts'
import { touchedFields } from './touched-fields.ts'

/** The streams of a connector: one table of all, then the fields of each. */
export function streamsSection(
  streams: readonly KnownPart<Stream<unknown>>[],
  parts: Parts<unknown>,
): string {
  if (streams.length === 0) return ''
  return sections([
    '## Streams',
    markdownTable(
      ['stream', 'key', 'version', 'read', 'single records', 'deleted', 'only with'],
      streams.map(({ name, part, condition }) => [
        inCode(name),
        readBy(part, (row) => part.key(row)),
        part.version === undefined ? '' : readBy(part, (row) => part.version?.(row)),
        howRead(name, part, parts),
        part.get === undefined ? '' : `${part.get.maxKeys} at once`,
        deletesText(part),
        condition,
      ]),
    ),
    ...streams.map(({ name, part }) =>
      sections([
        `### Fields of ${inCode(name)}`,
        delays(part),
        fieldsTable(inputSchema(part.schema)),
      ]),
    ),
  ])
}

function readBy(stream: Stream<unknown>, read: (row: never) => unknown): string {
  const known = schemaFields(inputSchema(stream.schema)).map(({ path }) => path)
  const fields = touchedFields(read, known)
  return fields.length === 0 ? 'made by the connector' : fields.map(inCode).join(', ')
}

function howRead(
  name: string,
  { list }: Stream<unknown>,
  { feed, webhook }: Parts<unknown>,
): string {
  const ways: string[] = []
  if (list !== undefined) {
    const { plan, paging } = list
    ways.push(
      typeof plan === 'function'
        ? `listed, pages ${paging === 'stable' ? 'stable' : 'may shift'}`
        : `listed for each of ${inCode(plan.eachOf)}`,
    )
    if (list.keys !== undefined) ways.push('swept by key')
  }
  if (feed?.streams.includes(name) === true) ways.push("the vendor's log")
  if (list === undefined && ways.length === 0)
    ways.push(webhook === undefined ? 'when asked for' : 'webhooks')
  return ways.join('; ')
}

function deletesText({ deletes }: Stream<unknown>): string {
  if (deletes === 'absent') return 'when reported or gone'
  return deletes === 'reported' ? 'when reported' : 'never'
}

function delays({ staleMs, grainMs }: Stream<unknown>): string {
  const told = [
    staleMs === undefined ? '' : `An answer may be ${spanText(staleMs)} old.`,
    grainMs === undefined ? '' : `The vendor's instants are exact to ${spanText(grainMs)}.`,
  ]
  return told.filter(Boolean).join(' ')
}
