import type { Filters } from './list-settings.ts'

/** Filters as a query: `filter[email][eq][]=x`. */
export function filterQuery(filters: Filters | undefined): readonly (readonly [string, string])[] {
  return Object.entries(filters ?? {}).flatMap(([field, operators]) =>
    Object.entries(operators).flatMap(([operator, wanted]) =>
      [wanted ?? []]
        .flat()
        .map((value) => [`filter[${field}][${operator}][]`, String(value)] as const),
    ),
  )
}
