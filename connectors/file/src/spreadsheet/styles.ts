import { refused, type Archive } from './archive.ts'
import { builtInForm, formOfCode, plainNumber, type CellForm } from './cell-form.ts'
import { readPart } from './workbook.ts'

const mostStyles = 100_000

/** The forms of the cells' styles, by the number that a cell names. */
export async function readStyles(
  archive: Archive,
  file: string,
  part: string | undefined,
): Promise<readonly CellForm[]> {
  if (part === undefined || !archive.has(part)) return []
  const codes = new Map<number, string>()
  const ids: number[] = []
  let isInCells = false
  await readPart(
    archive,
    file,
    part,
    (name, attributes) => {
      const id = Number(attributes['numFmtId'] ?? 0)
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) ids.push(id)
      if (ids.length > mostStyles) throw refused(file, `it has more than ${mostStyles} styles`)
    },
    (name) => {
      if (name === 'cellXfs') isInCells = false
    },
  )
  return ids.map((id) => {
    const code = codes.get(id)
    return code === undefined ? builtInForm(id) : formOfCode(code)
  })
}

export function formOf(styles: readonly CellForm[], style: string | undefined): CellForm {
  return style === undefined ? plainNumber : (styles[Number(style)] ?? plainNumber)
}
