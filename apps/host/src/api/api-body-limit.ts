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
  const onError = () => problem(413, `The body is larger than ${maxSize} bytes.`)
  return bodyLimit({ maxSize, onError })
}
