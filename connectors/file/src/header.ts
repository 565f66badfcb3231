import { fault, nearest } from '@cartograph/core'

/** Columns that a row gets where the settings name no key. */
export const fileColumn = '_file'
export const lineColumn = '_line'

export interface HeaderRules {
  /** Columns that must be there: those that the settings or the last discovery name. */
  readonly needed: readonly string[]
  /** Rows carry their file and line. */
  readonly isKeyedByLine: boolean
}

/**
 * The names of a file's columns; one without a name is called by its place, `column_3`.
 *
 * @throws a `config` fault where two are the same, one is reserved, or one that is needed is not there.
 */
export function columnNames(
  cells: readonly string[],
  rules: HeaderRules,
  place: string,
): readonly string[] {
  const names = cells.map((cell, index) => (cell === '' ? `column_${index + 1}` : cell))
  const seen = new Set<string>()
  for (const name of names) {
    const problem = nameProblem(name, seen, rules)
    if (problem !== undefined)
      throw fault({
        kind: 'config',
        scope: 'part',
        message: `${place}: ${problem}.`,
        hint: 'Mend the header of the file. Or remove its line and list the names under `header`.',
      })
    seen.add(name)
  }
  for (const name of rules.needed) if (!seen.has(name)) throw lacking(name, names, place)
  return names
}

function nameProblem(
  name: string,
  seen: ReadonlySet<string>,
  rules: HeaderRules,
): string | undefined {
  if (seen.has(name)) return `two columns are called "${name}"`
  if (name === '__proto__') return 'a column may not be called "__proto__"'
  if (rules.isKeyedByLine && (name === fileColumn || name === lineColumn))
    return `"${name}" is kept for where a row stands; name a key in the settings, or call the column otherwise`
  return undefined
}

function lacking(name: string, names: readonly string[], place: string): Error {
  const meant = nearest(name, names)
  const shown = names.slice(0, 30).join(', ')
  return fault({
    kind: 'config',
    scope: 'part',
    message:
      meant === undefined
        ? `${place}: there is no column "${name}"; the file has ${shown}.`
        : `${place}: there is no column "${name}"; did the file rename it to "${meant}"?`,
    hint: 'Correct the file, or the settings. If the file changed for good, discover the connection anew and adapt its mappings.',
  })
}

/** What a record in the middle of a file is, beside a row. */
export type HeaderLikeness = 'row' | 'same' | 'other'

/** Tells a header that stands in the middle, as where exports were put together, from a row. */
export function headerWatch(
  header: readonly string[],
): (cells: readonly string[]) => HeaderLikeness {
  const names = new Set(header)
  const [first] = header
  // Two names at the least: one cell may well hold a word that is also a column's name.
  const least = Math.max(2, Math.ceil(header.length / 2))
  return (cells) => {
    if (cells[0] === first && cells.length === header.length && isSame(cells, header)) return 'same'
    let likely = 0
    for (let index = 0; index < cells.length; index += 1) {
      if (likely + cells.length - index < least) return 'row'
      const cell = cells[index]
      if (cell !== undefined && names.has(cell)) likely += 1
    }
    return likely >= Math.max(least, Math.ceil(cells.length / 2)) ? 'other' : 'row'
  }
}

function isSame(cells: readonly string[], header: readonly string[]): boolean {
  return cells.every((cell, index) => cell === header[index])
}

/** A header with other columns, or another order, than the file began with. */
export function changedHeader(place: string): Error {
  return fault({
    kind: 'config',
    scope: 'part',
    message: `${place}: the columns change here, in the middle of the file; the rows below would be read into the wrong columns.`,
    hint: 'Cut the file at this line into two files, or export it anew. The rows before are kept, and nothing is deleted.',
  })
}
