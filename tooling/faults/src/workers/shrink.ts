/**
 * Leaves away what a failure does not need: halves first, then smaller parts, until nothing more can go.
 *
 * Processes are never quite the same twice, so each try is made `tries` times before a part counts as needed; after `most` tries
 * in all, what is left is given back.
 */
export async function shrink<Item>(
  items: readonly Item[],
  stillFails: (items: readonly Item[]) => Promise<boolean>,
  { tries, most }: { readonly tries: number; readonly most: number },
): Promise<readonly Item[]> {
  let left = most
  const fails = async (candidate: readonly Item[]) => {
    for (let time = 0; time < tries && left > 0; time += 1) {
      left -= 1
      if (await stillFails(candidate)) return true
    }
    return false
  }
  return withoutParts(items, Math.ceil(items.length / 2), fails)
}

async function withoutParts<Item>(
  items: readonly Item[],
  size: number,
  fails: (items: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) {
    const rest = [...items.slice(0, at), ...items.slice(at + size)]
    if (await fails(rest))
      return withoutParts(rest, Math.min(size, Math.ceil(rest.length / 2)), fails)
  }
  return size <= 1 ? items : withoutParts(items, Math.ceil(size / 2), fails)
}
