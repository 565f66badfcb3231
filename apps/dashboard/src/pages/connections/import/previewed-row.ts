import type { AnswerOf } from '../../../api/routes.ts'

type Preview = AnswerOf<'POST /api/mappings/preview'>['previews'][number]

/** Everything that keeps a row from being taken, once each. */
export function troublesIn({
  items,
  problems,
}: Pick<Preview, 'items' | 'problems'>): readonly string[] {
  const ofFields = items.flatMap(({ fields }) =>
    fields.flatMap(({ path, problem }) =>
      problem === undefined ? [] : [`${path.join('.')}: ${problem.message}`],
    ),
  )
  return [...new Set([...ofFields, ...problems.map(({ message }) => message)])]
}

/** What is made of a row, as short as can be. */
export function rowText({ items }: Pick<Preview, 'items'>): string {
  return items.flatMap(({ item }) => (item === undefined ? [] : [valuesText(item)])).join(' | ')
}

function valuesText(item: Readonly<Record<string, unknown>>): string {
  return Object.entries(item)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name} ${shortValue(value)}`)
    .join(', ')
}

function shortValue(value: unknown): string {
  if (Array.isArray(value)) return `(${value.length})`
  return typeof value === 'string' ? value : JSON.stringify(value)
}
