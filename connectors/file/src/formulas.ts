/** What begins so may be calculated by the spreadsheet that opens the file; numbers with a sign are only numbers. */
const calculated = /^'*[=+\-@\t\r]/
const signedNumber = /^[+-]\d+(?:\.\d+)?$/

function isCalculated(text: string): boolean {
  return calculated.test(text) && !signedNumber.test(text)
}

/**
 * Text that a spreadsheet takes for text: an apostrophe stands before what it would calculate.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function guarded(text: string): string {
  return isCalculated(text) ? `'${text}` : text
}

/** The text that was guarded. */
export function unguarded(text: string): string {
  return text.startsWith("'") && isCalculated(text.slice(1)) ? text.slice(1) : text
}
