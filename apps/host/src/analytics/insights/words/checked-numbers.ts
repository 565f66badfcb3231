/** Digits with what stands between them in any language (1,234.50, 1.234,50, 1 234,50), and whether they are a share. */
const written = /\d+(?:[.,'’ ]\d+)*(?: ?%)?/gu

/**
 * Whether every number of a text stands in another one as it is written there.
 *
 * Words that spell numbers out are not known; whoever words a sentence is told to write digits.
 */
export function hasOnlyNumbersOf(text: string, source: string): boolean {
  const known = new Set(numbersIn(source))
  return numbersIn(text).every((number) => known.has(number))
}

function numbersIn(text: string): readonly string[] {
  return [...text.normalize('NFKC').matchAll(written)].map(([number]) => number.replace(' %', '%'))
}
