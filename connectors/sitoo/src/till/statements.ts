import type { ContactInput } from './contact-input.ts'
import type { Known } from './person.ts'
import type { ContactRow } from './streams.ts'

/** How the boxes of a form stood when it was shown. */
export type Boxes = Pick<Known, 'acceptsEmail' | 'acceptsSms' | 'acceptsPost'>

/** A form for somebody new is shown with no box ticked. */
export const emptyBoxes: Boxes = { acceptsEmail: false, acceptsSms: false, acceptsPost: false }

type Statements = NonNullable<ContactRow['statements']>

const channels = { acceptsEmail: 'email', acceptsSms: 'sms', acceptsPost: 'post' } as const

/**
 * What a form says about how somebody may be reached.
 *
 * A box that stands as it was shown says nothing: an empty one is no refusal, and does not undo what was agreed to in a web
 * shop. One that was ticked, or whose tick was taken off, is said now, each by itself.
 */
export function statementsOf(
  given: ContactInput,
  shown: Boxes,
  before: Statements | null | undefined,
  at: string,
): Statements {
  const said = (['acceptsEmail', 'acceptsSms', 'acceptsPost'] as const).flatMap((box) => {
    const value = given[box]
    return typeof value !== 'boolean' || value === shown[box]
      ? []
      : [[channels[box], { isGranted: value, at }] as const]
  })
  return { ...before, ...Object.fromEntries(said) }
}
