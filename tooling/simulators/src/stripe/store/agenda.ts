/** What is going to happen at some second. */
export interface Agenda {
  /** Plans something; what is past already happens with the next `upTo`. */
  plan(at: number, happen: () => void): void
  /** The next moment at which something is planned. */
  next(): number | undefined
  /** Lets everything happen that is planned up to this second, in the order of time. */
  upTo(second: number): void
}

export function agendaOf(dated: (second: number, work: () => void) => void): Agenda {
  const planned: { readonly at: number; readonly happen: () => void }[] = []
  return {
    plan(at, happen) {
      // From the end, because most of what is planned lies further ahead than what is planned already.
      let place = planned.length
      while (place > 0 && (planned[place - 1]?.at ?? 0) > at) place -= 1
      planned.splice(place, 0, { at, happen })
    },
    next: () => planned[0]?.at,
    upTo(second) {
      for (let first = planned[0]; first !== undefined && first.at <= second; first = planned[0]) {
        planned.shift()
        dated(first.at, first.happen)
      }
    },
  }
}
