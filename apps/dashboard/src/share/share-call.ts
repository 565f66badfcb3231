import { apiError, problemIn } from '../api/api-error.ts'
import type { AnswerOf, AskedOf, Route } from '../api/routes.ts'
import { requestOf, type Asked } from '../api/request-of.ts'

/** What is told to whoever has a link. */
export type SharedRoute = Extract<Route, `${string} /api/shared/${string}`>

/**
 * Asks the host as whoever has a link, whoever else is signed in here.
 *
 * @param key what the host answered to the password; undefined: none was said.
 * @throws an `ApiError` with what the host said.
 */
export async function sendShared(
  route: SharedRoute,
  asked: Asked,
  key: string | undefined,
  signal?: AbortSignal,
): Promise<Response> {
  const { method, path } = requestOf(route, asked)
  const answer = await fetch(path, {
    method,
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      ...(key !== undefined && { 'x-share-key': key }),
      ...(asked.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    ...(signal !== undefined && { signal }),
  })
  if (!answer.ok) throw apiError(await problemIn(answer))
  return answer
}

/** The same for what is answered in JSON. */
export async function callShared<Name extends SharedRoute>(
  route: Name,
  asked: AskedOf<Name>,
  key?: string,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const answer = await sendShared(route, asked as Asked, key, signal)
  return (await answer.json()) as AnswerOf<Name>
}
