import type { Context, Next } from 'hono'
import type { People } from '../../people/index.ts'
import { problem } from '../problem.ts'

/** Lets nobody through before there is a first user: such a host knows tokens alone. */
export function afterSetup(people: People) {
  return async (_context: Context, next: Next): Promise<Response | undefined> => {
    if (!(await people.isUsed())) return nobodyYet()
    await next()
    return undefined
  }
}

function nobodyYet(): Response {
  return problem(409, 'Nobody has an account here yet.', {
    hint: 'Make the first one with the code that `cartograph serve` shows when it starts.',
  })
}
