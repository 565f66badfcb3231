import { credentials } from '../session/credentials.ts'
import { apiError, problemIn } from './api-error.ts'
import { requestOf, versionHeader, type Asked } from './request-of.ts'
import type { AnswerOf, AskedOf, Route } from './routes.ts'

/**
 * Asks the host: the one door to it.
 *
 * @throws an `ApiError` with what the host said, or with the status 0 where it was not reached.
 */
export async function call<Name extends Route>(
  route: Name,
  asked: AskedOf<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const answer = await send(route, asked as Asked, signal)
  // What it is the host's description of its operations says; its own tests hold its answers against that.
  return (answer.status === 204 ? undefined : await answer.json()) as AnswerOf<Name>
}

/** An answer that is read as it comes. */
export async function send(route: Route, asked: Asked, signal?: AbortSignal): Promise<Response> {
  const { method, path } = requestOf(route, asked)
  // A file goes as it is.
  const hasJson = asked.body !== undefined && !(asked.body instanceof Blob)
  const answer = await fetch(path, {
    method,
    headers: {
      accept: 'application/json, text/event-stream',
      ...credentials(),
      ...versionHeader(asked),
      ...(hasJson && { 'content-type': 'application/json' }),
    },
    ...(hasJson && { body: JSON.stringify(asked.body) }),
    ...(asked.body instanceof Blob && { body: asked.body }),
    ...(signal !== undefined && { signal }),
  })
  if (!answer.ok) throw apiError(await problemIn(answer))
  return answer
}
