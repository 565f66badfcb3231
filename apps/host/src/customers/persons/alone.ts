import type { Dialect, Work } from '../../store/index.ts'

/** Lets one transaction at a time work on persons: what a decision touches and what a page of changes touches may be the same. */
export function aloneWithPersons({ alone }: Dialect, org: string): Work<void> {
  return alone(['persons', org])
}
