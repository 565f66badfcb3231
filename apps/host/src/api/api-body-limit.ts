import type { Context, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { described } from './operations/described.ts'
import { problem } from './problem.ts'
import { routeOf } from './route-of.ts'

const usualBytes = 65_536

/** Takes bodies as large as the description of an operation says. */
export function apiBodyLimit() {
  const usual = limitOf(usualBytes)
  return (context: Context, next: Next) => {
    const bytes = described.get(routeOf(context) ?? '')?.bodyBytes
    return (bytes === undefined ? usual : limitOf(bytes))(context, next)
  }
}

function limitOf(maxSize: number) {
  const onError = () =>
    problem(
      413,
      `This is more than the ${Math.floor(maxSize / 1024)} KiB that are taken at once.`,
      {
        hint: 'Leave out what is not needed, or divide it into several.',
      },
    )
  return bodyLimit({ maxSize, onError })
}
