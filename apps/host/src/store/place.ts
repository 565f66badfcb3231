/** A stream of a connection. */
export interface Place {
  readonly connection: string
  readonly stream: string
}

/** The name of a place in dead letters and runs. */
export function placeName(place: Place): string {
  return `${place.connection}/${place.stream}`
}
