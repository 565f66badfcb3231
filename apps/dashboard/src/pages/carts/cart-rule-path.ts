export function cartRulePath(id: string): string {
  return `/abandoned-carts/${encodeURIComponent(id)}`
}
