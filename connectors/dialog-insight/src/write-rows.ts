import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { fault, faultOf } from '@cartograph/core'
import { deleteRows, readContacts } from './delete-records.ts'
import { mergeRecords } from './merge-records.ts'
import type { MergeRecord, MergeTarget } from './merge-results.ts'
import { tableAsking } from './probe.ts'
import type { Project, ProjectTable } from './project.ts'
import type { RowItem } from './row-item.ts'
import type { Settings } from './settings.ts'
import { writtenValues, type WrittenValue } from './values.ts'

type Item = SinkItem<RowItem>
type Write = Extract<Item, { readonly op: 'write' }>

/** Merges rows of one table by its key, with the column that says whose they are. */
export function writeRows(project: Project, table: ProjectTable) {
  const { id } = table
  return async (
    context: Context<Settings>,
    items: readonly Item[],
  ): Promise<readonly Outcome[]> => {
    if (id === undefined)
      return items.map(() => ({ status: 'failed', fault: faultOf(noNumber(table)) }))
    const target: MergeTarget = {
      name: 'RelationalTables.Merge',
      of: table.name,
      scope: { idTable: id },
      options: table.merge,
      read: tableAsking(context.config, table),
    }
    const writes = items.filter((item): item is Write => item.op === 'write')
    const outcomes = new Map<Item, Outcome>()
    const records: { readonly item: Item; readonly record: MergeRecord }[] = []
    for (const item of writes) {
      const data = await dataOf(context, project, table, item)
      if ('status' in data) outcomes.set(item, data)
      else records.push({ item, record: { id: rowId(table, item.item.key), data: data.data } })
    }
    const came = await mergeRecords(
      context,
      target,
      records.map(({ record }) => record),
    )
    for (const [index, { item }] of records.entries())
      outcomes.set(item, came[index] ?? { status: 'unknown' })
    const gone = items.filter((item) => item.op === 'delete')
    const deleted = await deleteRows(context, table, gone)
    for (const [index, item] of gone.entries())
      outcomes.set(item, deleted[index] ?? { status: 'unknown' })
    return items.map((item) => outcomes.get(item) ?? { status: 'unknown' })
  }
}

export function noNumber({ name, role }: ProjectTable) {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `The number of the table ${name} is not known.`,
    hint: `In Dialog Insight: Project, Data Management. Copy it into \`tables.${role}.id\`; \`cartograph prepare\` says which columns the table needs.`,
  })
}

function rowId({ keys }: ProjectTable, key: RowItem['key']): MergeRecord['id'] {
  return Object.fromEntries(keys.map((code) => [`key_${code}`, key[code] ?? '']))
}

async function dataOf(
  context: Context<Settings>,
  { contactKey, link }: Project,
  { columns, contact: contactCode, keys }: ProjectTable,
  { item, references }: Write,
): Promise<{ readonly data: MergeRecord['data'] } | Outcome> {
  const own: Record<string, WrittenValue> = {}
  for (const code of keys) own[code] = item.key[code] ?? null
  if (contactCode !== undefined && item.contact !== undefined) {
    const person = item.contact
    const values = contactKey.map((code) => [code, person[code] ?? ''] as const)
    const known =
      link === 'key'
        ? values[0]?.[1]
        : (references['contact'] ?? (await readContacts(context, values))[0]?.idContact)
    if (known === undefined)
      return {
        status: 'skipped',
        reason: 'Dialog Insight does not know the contact yet.',
        again: 'later',
      }
    own[contactCode] = link === 'key' ? known : Number(known)
  }
  // A category that is not there is none; the column may point to nothing.
  const category = columns.find(({ link: to }) => to?.table === 'category')?.code
  const values = writtenValues(item.values ?? {}, context.config)
  return {
    data: {
      ...values,
      ...own,
      ...(category !== undefined && references['category'] === null && { [category]: null }),
    },
  }
}
