/** What begins so may be calculated by the spreadsheet that opens a file; numbers with a sign are only numbers. */
const calculated = /^'*[=+\-@\t\r]/
const signedNumber = /^[+-]\d+(?:\.\d+)?$/

/**
 * A text that a spreadsheet takes for text: an apostrophe stands before what it would calculate.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection (read 2026-11-26)
 */
export function withoutFormula(text: string): string {
  return calculated.test(text) && !signedNumber.test(text) ? `'${text}` : text
}
