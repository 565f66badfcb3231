/** The id of what an object refers to, expanded or not. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string {
  if (typeof reference === 'string') return reference
  return reference?.id ?? ''
}
