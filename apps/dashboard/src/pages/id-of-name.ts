const longest = 56

/** What something new is called in the configuration and by the API: its name in small letters, and like no other. */
export function idOfName(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^[^a-z]+|_+$/gu, '')
    .slice(0, longest)
  const base = letters === '' ? otherwise : letters
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}_${count}`
    if (!taken.has(id)) return id
  }
}
