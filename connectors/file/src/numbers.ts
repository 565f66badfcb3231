/** How numbers are written in a column. */
export interface NumberForm {
  readonly decimalComma?: boolean | undefined
  /** What stands between groups of three digits. */
  readonly thousands?: string | undefined
}

const plainDecimal = /^([+-]?)(\d*)(?:\.(\d*))?$/

/**
 * A reader of decimal numbers: it gives exact decimal text with a point, keeping every digit, or `undefined`.
 *
 * `'1.234,50'` with a decimal comma and points between thousands is `'1234.50'`.
 */
export function decimalReader(form: NumberForm): (text: string) => string | undefined {
  const { thousands, decimalComma } = form
  const grouped = thousands === undefined ? undefined : groupedForm(form)
  return (text) => {
    let plain = text.trim()
    if (thousands !== undefined) {
      if (grouped?.test(plain) !== true) return undefined
      plain = plain.replaceAll(thousands === ' ' ? /[ \u00A0\u202F]/g : thousands, '')
    }
    if (decimalComma === true) {
      if (plain.includes('.')) return undefined
      plain = plain.replace(',', '.')
    }
    const parts = plainDecimal.exec(plain)
    if (parts === null) return undefined
    const [, sign, whole = '', decimals = ''] = parts
    if (whole === '' && decimals === '') return undefined
    return `${sign === '-' ? '-' : ''}${whole || '0'}${decimals === '' ? '' : `.${decimals}`}`
  }
}

/** A reader of whole numbers: `undefined` where the text is none, or is too large to be kept exactly. */
export function integerReader(form: NumberForm): (text: string) => number | undefined {
  const read = decimalReader({ thousands: form.thousands, decimalComma: form.thousands === '.' })
  return (text) => {
    const decimal = read(text)
    if (decimal === undefined || decimal.includes('.')) return undefined
    const number = Number(decimal)
    if (!Number.isSafeInteger(number)) return undefined
    return number === 0 ? 0 : number
  }
}

/** Groups must be whole, so that a decimal sign is never taken for one between thousands. */
function groupedForm({ thousands = '', decimalComma }: NumberForm): RegExp {
  const between = thousands === ' ' ? '[ \u00A0\u202F]' : `[${thousands}]`
  const decimals = decimalComma === true ? ',' : '[.]'
  return new RegExp(`^[+-]?(?:\\d{1,3}(?:${between}\\d{3})+|\\d*)(?:${decimals}\\d*)?$`)
}
