import type { HonoRequest } from 'hono'

/** Nothing that anybody writes has so many lists and objects within each other; what judges a value step by step has an end as well. */
const mostLevels = 200

/** What a request's body says: nothing is an empty object, and what is no JSON, or too deep, is nothing that a schema takes. */
export async function jsonBody(request: Pick<HonoRequest, 'text'>): Promise<unknown> {
  const text = await request.text()
  if (text.trim() === '') return {}
  try {
    return isTooDeep(text) ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** Brackets within texts open nothing. One look at each character, whatever somebody sends. */
function isTooDeep(text: string): boolean {
  let levels = 0
  let isInText = false
  for (let at = 0; at < text.length; at += 1) {
    const found = text[at]
    if (isInText) {
      if (found === '\\') at += 1
      else if (found === '"') isInText = false
    } else if (found === '"') isInText = true
    else if (found === '[' || found === '{') {
      levels += 1
      if (levels > mostLevels) return true
    } else if (found === ']' || found === '}') levels -= 1
  }
  return false
}
