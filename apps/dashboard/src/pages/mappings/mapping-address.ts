/** Where the first mapping of a stream is made. */
export function firstMappingAddress(part: string): string {
  return `/mappings/of/${encodeURIComponent(part)}/first`
}

/** Where a mapping is looked at; without its name the first one of a delivery or stream. */
export function mappingAddress(part: string, id?: string): string {
  const first = `/mappings/${encodeURIComponent(part)}`
  return id === undefined ? first : `${first}/${encodeURIComponent(id)}`
}
