import type { Json, JsonObject } from '@cartograph/core'
import type {
  BaseFigures,
  Moment,
  NodePersons,
  PersonExplanation,
  RefusedStep,
  SeenPerson,
  Step,
} from '../customers/index.ts'
import { count, counted, table, type Column } from './table.ts'

const columns: readonly Column<SeenPerson>[] = [
  { heading: 'person', align: 'left', cell: ({ id }) => id },
  {
    heading: 'name',
    align: 'left',
    cell: (person) =>
      ['firstName', 'lastName'].flatMap((name) => textOf(person, name) ?? []).join(' '),
  },
  { heading: 'e-mail', align: 'left', cell: (person) => textOf(person, 'email') ?? '' },
  { heading: 'phone', align: 'left', cell: (person) => textOf(person, 'phone') ?? '' },
  {
    heading: 'since',
    align: 'left',
    cell: ({ profile }) => (profile.since === undefined ? '' : day(profile.since)),
  },
  { heading: 'records', align: 'left', cell: ({ members }) => members.join(', ') },
]

export function personsText({ persons, isCut }: NodePersons): string {
  if (persons.length === 0) return 'Nobody was found.\n'
  const rest = isCut ? '\nThere are more; search for more, or raise --limit.\n' : ''
  return `${table(columns, persons)}\n${rest}`
}

export function explanationText(explanation: PersonExplanation): string {
  const { person, joins, refusals, shared, leftOut } = explanation
  const [oldest = ''] = person.members
  const lines = [
    `${person.id}: ${person.members.length === 1 ? 'one record' : `${person.members.length} records, the oldest ${oldest}`}.`,
    ...joins.flatMap(joinLines),
    ...refusals.map(
      (step) => `${step.from} and ${step.to} ${reason(step)}, but ${objection(step)}.`,
    ),
    ...shared.map((key) => `${key} joins nobody: too many records have it.`),
    ...leftOut.map((rule) => `The rule ${rule} was left out: it would join too many records.`),
  ]
  return `${lines.join('\n')}\n`
}

function joinLines({ member, path }: PersonExplanation['joins'][number]): readonly string[] {
  const steps = path.map((step) => `  ${step.from} and ${step.to} ${reason(step)}`)
  return [`${member} is the same person, because`, ...steps]
}

function reason({ by, shared }: Step): string {
  return by === 'staff' ? 'were put together by staff' : `have ${shared ?? ''} (rule ${by})`
}

function objection({ because }: RefusedStep): string {
  return because === 'staff' ? 'staff keep them apart' : `they differ in ${because}`
}

function textOf({ profile }: SeenPerson, name: string): string | undefined {
  const value: Json | undefined = profile.properties[name]?.value
  return typeof value === 'string' ? value : undefined
}

function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

const dayColumns: readonly Column<BaseFigures['days'][number]>[] = [
  { heading: 'day', align: 'left', cell: (row) => row.day },
  { heading: 'began', align: 'right', cell: (row) => count(row.began) },
  { heading: 'seen first', align: 'right', cell: (row) => count(row.made) },
  { heading: 'changed', align: 'right', cell: (row) => count(row.changed) },
  { heading: 'gone', align: 'right', cell: (row) => count(row.gone) },
]

export function figuresText({ total, by, days }: BaseFigures): string {
  const breakdowns = Object.entries(by).flatMap(([name, values]) => {
    const parts = Object.entries(values).map(([value, persons]) => `${value} ${count(persons)}`)
    return parts.length === 0 ? [] : [`${name}: ${parts.join(', ')}`]
  })
  const parts = [
    [`${counted(total, 'person')}.`, ...breakdowns].join('\n'),
    ...(days.length === 0 ? [] : [table(dayColumns, days)]),
  ]
  return `${parts.join('\n\n')}\n`
}

const momentColumns: readonly Column<Moment>[] = [
  { heading: 'when', align: 'left', cell: ({ at }) => new Date(at).toISOString().slice(0, 16) },
  { heading: 'what', align: 'left', cell: ({ entity }) => entity },
  { heading: 'id', align: 'left', cell: ({ row }) => wordIn(row, ['id']) },
  { heading: '', align: 'left', cell: ({ row }) => wordIn(row, ['status', 'type', 'state']) },
]

export function timelineText(moments: readonly Moment[]): string {
  return moments.length === 0 ? 'Nothing is known.\n' : `${table(momentColumns, moments)}\n`
}

function wordIn(row: JsonObject, names: readonly string[]): string {
  const found = names.map((name) => row[name]).find((value) => typeof value === 'string')
  return typeof found === 'string' ? found : ''
}
