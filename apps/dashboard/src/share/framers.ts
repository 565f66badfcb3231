/** Of the origins that may frame the page those that do, as far as the browser tells; else all, of which the browser serves the right one. */
export function framersOf(
  origins: readonly string[],
  place: { readonly ancestorOrigins?: ArrayLike<string> },
): readonly string[] {
  const framer = place.ancestorOrigins?.[0]
  return framer === undefined ? origins : origins.filter((origin) => origin === framer)
}
