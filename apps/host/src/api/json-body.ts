import type { HonoRequest } from 'hono'

/** What a request's body says: nothing is an empty object, and what is no JSON is nothing that a schema takes. */
export async function jsonBody(request: Pick<HonoRequest, 'text'>): Promise<unknown> {
  const text = await request.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
