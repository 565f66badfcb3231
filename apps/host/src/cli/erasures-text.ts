import { openVendors, type Erasure, type ListedErasure } from '../customers/index.ts'
import { count, counted, table, type Column } from './table.ts'

/** What was erased and what is to be done yet; it says nothing of who it was. */
export function erasureText(erasure: Erasure): string {
  const { person, dry, records, removed, kept, letters, webhooks, shared, vendors, left } = erasure
  const lines = [
    `${person}: ${dry ? 'to be erased' : 'erased'}`,
    `  ${counted(records, 'native record')}, ${counted(webhooks, 'webhook')}, ${counted(letters, 'dead letter')}`,
    ...amounts('removed', removed),
    ...amounts('kept without whose they are', kept),
    ...(shared === 0
      ? []
      : [`  ${counted(shared, 'record')} of others name the person too, and were left`]),
    ...vendors.map(vendorLine),
    ...left.map(
      ({ table: name, column, rows }) => `  still in ${name}.${column}: ${counted(rows, 'row')}`,
    ),
  ]
  if (dry) return lines.join('\n')
  return [...lines, lastWord(erasure)].join('\n')
}

function lastWord({ ok, left, vendors }: Erasure): string {
  if (ok) return 'Nothing is left.'
  const isOpen = left.length > 0 || openVendors({ vendors }).length > 0
  return isOpen
    ? 'The person stays locked until the rest is done. A host that serves goes on with it; else run it again once deliveries and vendors are done.'
    : 'What is left is to be done by hand.'
}

function amounts(what: string, rows: Readonly<Record<string, number>>): readonly string[] {
  const parts = Object.entries(rows).map(([entity, many]) => `${count(many)} ${entity}`)
  return parts.length === 0 ? [] : [`  ${what}: ${parts.join(', ')}`]
}

function vendorLine({ connection, status, fault, reason }: Erasure['vendors'][number]): string {
  const word = status === 'unable' ? 'do it there by hand' : status
  const why = reason ?? (status === 'unable' ? 'its connector cannot erase' : undefined)
  const told = [fault?.message, fault?.hint, why].filter((each) => each !== undefined)
  return `  ${connection}: ${[word, ...told].join(': ')}`
}

const columns: readonly Column<ListedErasure>[] = [
  { heading: 'person', align: 'left', cell: ({ person }) => person },
  { heading: 'asked', align: 'left', cell: ({ askedAt }) => minute(askedAt) },
  { heading: 'by', align: 'left', cell: ({ askedBy }) => askedBy },
  { heading: 'state', align: 'left', cell: stateOf },
  { heading: 'tries', align: 'right', cell: ({ attempts }) => String(attempts ?? '') },
  {
    heading: 'next',
    align: 'left',
    cell: ({ nextAt }) => (nextAt === undefined ? '' : minute(nextAt)),
  },
]

/** How erasures stand: a line each, and below it what is not done. */
export function erasuresText(erasures: readonly ListedErasure[]): string {
  if (erasures.length === 0) return 'Nobody was erased.\n'
  const details = erasures.flatMap(({ person, state, vendors, left }) => {
    const lines = [
      ...vendors
        .filter(({ status, reason }) => status !== 'done' || reason !== undefined)
        .map(vendorLine),
      ...left.map(
        ({ table: name, column, rows }) => `  still in ${name}.${column}: ${counted(rows, 'row')}`,
      ),
    ]
    return state === 'done' || lines.length === 0 ? [] : [`${person}:`, ...lines]
  })
  return `${[table(columns, erasures), ...details].join('\n')}\n`
}

function stateOf({ state }: ListedErasure): string {
  return state === 'byHand' ? 'to do by hand' : state
}

function minute(at: number): string {
  return new Date(at).toISOString().slice(0, 16)
}
