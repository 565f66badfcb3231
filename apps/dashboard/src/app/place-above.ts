/** The page of the navigation that an address is of: what is below it, another organisation does not have. */
export function placeAbove(path: string): string {
  return `/${path.split('/')[1] ?? ''}`
}
