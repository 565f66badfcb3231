import { ecbRates } from './ecb-files.ts'
import type { Rate } from './rate-table.ts'
import { uploadedRates } from './uploaded-rates.ts'

/**
 * The rates of a file: of the European Central Bank, as XML or with a column for each currency, or one that somebody wrote.
 *
 * @throws a `record` fault where it is neither.
 */
export function ratesIn(text: string): readonly Rate[] {
  const [head = ''] = text.trimStart().split('\n', 1)
  const isOfBank = head.startsWith('<') || /^date,/iu.test(head)
  return isOfBank ? ecbRates(text) : uploadedRates(text)
}
