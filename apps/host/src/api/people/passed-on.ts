import type { Context } from 'hono'
import * as z from 'zod'
import type { People } from '../../people/index.ts'
import { problem } from '../problem.ts'
import { addressOf } from './sign-in-limits.ts'

const refused = z.object({ code: z.string().optional(), message: z.string().optional() })

/** What people are told, by the code of what signs them in; everything else is one answer. */
const words: Readonly<Record<string, readonly [status: number, detail: string, hint?: string]>> = {
  INVALID_EMAIL_OR_PASSWORD: [401, 'The address or the password is wrong.'],
  INVALID_EMAIL: [401, 'The address or the password is wrong.'],
  INVALID_PASSWORD: [403, 'The password is wrong.'],
  PASSWORD_TOO_SHORT: [400, 'The password is too short.', 'Take at least 12 characters.'],
  INVALID_TOKEN: [400, 'This link is not good any more.', 'Ask for another one.'],
  INVALID_CODE: [401, 'The code is wrong.', 'Take the one that your device shows now.'],
  INVALID_BACKUP_CODE: [401, 'The code is wrong, or was used.'],
  INVALID_TWO_FACTOR_COOKIE: [
    401,
    'This sign-in took too long, or was never begun.',
    'Begin again.',
  ],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: [429, 'There were too many wrong codes.', 'Begin again.'],
  ACCOUNT_TEMPORARILY_LOCKED: [
    429,
    'There were too many wrong codes.',
    'Try again in a quarter of an hour.',
  ],
  TOTP_NOT_ENABLED: [409, 'There is no second step here.'],
  TOTP_ALREADY_ENABLED: [409, 'There is a second step already.'],
  TWO_FACTOR_NOT_ENABLED: [409, 'There is no second step here.'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [409, 'This account has no password.'],
  PROVIDER_NOT_FOUND: [404, 'There is no other service to sign in by.'],
}

/** Lets what signs people in answer a request of ours; it sees no more than what is named here. */
export function passOn(
  people: People,
  context: Context,
  path: string,
  body: object = {},
): Promise<Response> {
  return people.ask({
    method: 'POST',
    path,
    body,
    cookie: context.req.header('cookie'),
    address: addressOf(context),
    browser: context.req.header('user-agent')?.slice(0, 300),
  })
}

/** A refusal of what signs people in, in our words. */
export async function refusalOf(answer: Response): Promise<Response> {
  const said = refused.safeParse(await answer.json().catch(() => undefined)).data
  const known = words[said?.code ?? '']
  const [status, detail, hint] = known ?? [answer.status === 401 ? 401 : 400, 'This was not done.']
  const told = problem(status, detail, {
    ...(hint !== undefined && { hint }),
    ...(said?.code !== undefined && { more: { code: said.code } }),
  })
  return withCookies(told, answer)
}

/** An answer with the cookies of another one. */
export function withCookies(answer: Response, from: Response): Response {
  for (const line of from.headers.getSetCookie()) answer.headers.append('set-cookie', line)
  return answer
}
