/** An instant as members carry it, without a zone. */
export function instantText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ')
}
