import type { Json, PreviewField } from '@cartograph/core'
import type { Preview } from '../work/index.ts'
import { counted, table, type Column } from './table.ts'

const longest = 40

const columns: readonly Column<PreviewField>[] = [
  { heading: '  field', align: 'left', cell: ({ path }) => `  ${path.join('.')}` },
  { heading: 'result', align: 'left', cell: ({ result }) => valueText(result) },
  {
    heading: 'reads',
    align: 'left',
    cell: ({ sources }) =>
      sources.map(({ path, value }) => `${path} = ${valueText(value)}`).join(', '),
  },
  { heading: 'problem', align: 'left', cell: ({ problem }) => problem?.message ?? '' },
]

/** Each item as a table of its fields. Personal data is hidden before it comes here. */
export function previewText(previews: readonly Preview[]): string {
  if (previews.length === 0) return 'There are no rows to show.\n'
  return previews.map(onePreview).join('\n')
}

function onePreview({ mapping, rows, items, problems }: Preview): string {
  const heading = `${mapping}: ${counted(rows, 'row')} → ${counted(items.length, 'item')}`
  const tables = items.map(({ fields }) => table(columns, fields))
  const faults = problems.map(({ message }) => `  Not accepted: ${message}`)
  return `${[heading, ...tables, ...faults].join('\n')}\n`
}

function valueText(value: Json | undefined): string {
  if (value === undefined) return '(missing)'
  const text = JSON.stringify(value)
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
