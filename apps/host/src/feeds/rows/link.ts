/** An address with parameters of a campaign; what it has already stays, and what is no address stays what it is. */
export function linkWith(url: string, parameters: Readonly<Record<string, string>>): string {
  const names = Object.keys(parameters)
  if (names.length === 0 || !URL.canParse(url)) return url
  const changed = new URL(url)
  for (const name of names)
    if (!changed.searchParams.has(name)) changed.searchParams.set(name, parameters[name] ?? '')
  return changed.href
}
