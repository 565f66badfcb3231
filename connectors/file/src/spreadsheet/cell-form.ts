/** What a cell's number format makes of its number. */
export type CellForm =
  | { readonly kind: 'number' }
  /** Shown as text. */
  | { readonly kind: 'text' }
  | { readonly kind: 'date'; readonly hasDay: boolean; readonly hasTime: boolean }
  | { readonly kind: 'duration' }
  /** A whole number with zeros before it, as of a postal code. */
  | { readonly kind: 'digits'; readonly width: number }

export const plainNumber: CellForm = { kind: 'number' }

const day: CellForm = { kind: 'date', hasDay: true, hasTime: false }
const time: CellForm = { kind: 'date', hasDay: false, hasTime: true }
const dayAndTime: CellForm = { kind: 'date', hasDay: true, hasTime: true }

/**
 * The form of a number format that has no code of its own in the file.
 *
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 1, 18.8.30)
 */
export function builtInForm(id: number): CellForm {
  if (id === 22) return dayAndTime
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return time
  if (id === 46) return { kind: 'duration' }
  if (id === 49) return { kind: 'text' }
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return day
  return plainNumber
}

/** The form of a format code, such as `dd.mm.yyyy hh:mm`, `0.00%` or `00000`. */
export function formOfCode(code: string): CellForm {
  const [first = ''] = code.split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return { kind: 'duration' }
  const plain = first
    .replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .replaceAll(/general/gi, '')
    .toLowerCase()
  if (plain.trim() === '@') return { kind: 'text' }
  if (/^0{2,15}$/.test(plain)) return { kind: 'digits', width: plain.length }
  const hasTime = /[hs]/.test(plain)
  const hasDay = /[dy]/.test(plain) || (!hasTime && /m/.test(plain))
  return hasDay || hasTime ? { kind: 'date', hasDay, hasTime } : plainNumber
}
