const mostNames = 3

/**
 * The programs that a `User-Agent` names, such as `Googlebot/2.1`: who fetched, without addresses, links and whatever else
 * people write there.
 */
export function fetchingProgram(userAgent: string | undefined): string {
  const products = (userAgent ?? '').match(/(?<![\w@.-])[A-Za-z][\w-]{0,39}\/\d[\w.]{0,19}/g) ?? []
  // Nearly everybody says to be a Mozilla.
  const told = products.filter((name) => !name.startsWith('Mozilla/'))
  const named = told.length > 0 ? told : products
  if (named.length > 0) return named.slice(0, mostNames).join(' ')
  return /^[A-Za-z][\w-]{0,39}(?=[\s/]|$)/.exec(userAgent ?? '')?.[0] ?? 'unnamed'
}
