import type { Context, Fault } from '@cartograph/core'
import * as z from 'zod'
import { refusalOf } from './refusals.ts'
import { apiBaseOf, type Settings } from './settings.ts'

const answer = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  needed: z.string().optional(),
})
export type ApiAnswer = z.infer<typeof answer>

export function apiUrl(config: Settings, method: string): string {
  return `${apiBaseOf(config)}/${method}`
}

/** A good answer or a refusal of the Web API; a page for people; or JSON that is none, such as one that was cut off. */
export async function readApi(
  response: Response,
): Promise<ApiAnswer | { readonly isPage: boolean }> {
  const text = await response.text()
  const isPage = response.headers.get('content-type')?.includes('json') !== true
  try {
    const parsed = answer.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : { isPage }
  } catch {
    return { isPage }
  }
}

/** The fault of a refusal by its name, with the scope that is lacking where Slack says which. */
export function faultOfRefusal(
  { error = '', needed }: ApiAnswer,
  method: string,
): Omit<Fault, '$fault'> {
  const { kind, message, hint } = refusalOf(error)
  const isNamed = error === 'missing_scope' && needed !== undefined && /^[\w:.,-]+$/.test(needed)
  return {
    kind,
    message: isNamed ? `The app lacks the scope ${needed}.` : message,
    ...(hint !== undefined && { hint }),
    ...(isNamed && { permission: needed }),
    request: { method: 'POST', route: `/${method}` },
  }
}

/** Asks something that changes nothing. */
export async function askApi(
  { config, fetch }: Context<Settings>,
  method: string,
  query: Readonly<Record<string, string>>,
): Promise<Response> {
  const url = new URL(apiUrl(config, method))
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return fetch.with({ effect: 'none', route: `/${method}` })(url)
}
