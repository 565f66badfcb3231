import { baseName } from './bytes.ts'
import { textOf, type Cell } from './cell.ts'
import { changedHeader, columnNames, headerWatch, type HeaderLikeness } from './header.ts'
import type { Walk } from './walk-request.ts'

/** The header of a spreadsheet, found on the way. */
export interface SheetHeader {
  /** Null before the header was found. */
  names(): readonly string[] | null
  /**
   * Whether a row is one of the table: not above its header, nor the header itself.
   *
   * @throws a `config` fault where the header is not what the settings speak of, or changes in the middle.
   */
  isRow(row: { readonly at: number; readonly cells: readonly Cell[] }): boolean
}

export function sheetHeader({ source, path, needed, log }: Walk): SheetHeader {
  const file = baseName(path)
  const rules = { needed, isKeyedByLine: source.key === undefined }
  const given = source.header === true ? undefined : source.header
  let names = given === undefined ? null : columnNames(given, rules, file)
  let likeness: ((cells: readonly string[]) => HeaderLikeness) | undefined
  return {
    names: () => names,
    isRow: ({ at, cells }) => {
      const { headerRow } = source
      if (headerRow !== undefined && at < headerRow) return false
      const texts = cells.map(textOf)
      if (names === null) {
        const width = texts.findLastIndex((text) => text !== '') + 1
        names = columnNames(texts.slice(0, width), rules, `${file}, row ${at}`)
        return false
      }
      if (headerRow !== undefined && at === headerRow) return false
      likeness ??= headerWatch(names)
      const like = likeness(texts)
      if (like === 'other') throw changedHeader(`${file}, row ${at}`)
      if (like === 'same')
        log.info('The header stands again in the middle of the file and is skipped.', {
          file,
          row: at,
        })
      return like === 'row'
    },
  }
}
