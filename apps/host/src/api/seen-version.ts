import type { Context } from 'hono'
import { problem } from './problem.ts'

/** What a request says of the version that it changes: its number, that there is none yet, or nothing. */
export type SeenVersion = { readonly over: number | undefined } | undefined

/** So that two who change the same thing are told of each other. */
export function seenVersion({ req }: Context): SeenVersion {
  const digits = /^"(\d{1,15})"$/u.exec(req.header('if-match') ?? '')?.[1]
  if (digits !== undefined) return { over: Number(digits) }
  return req.header('if-none-match') === '*' ? { over: undefined } : undefined
}

export function tagOf(version: number | undefined): Readonly<Record<string, string>> {
  return version === undefined ? {} : { etag: `"${version}"` }
}

/** Neither header was sent. */
export function versionUnsaid(what: string): Response {
  return problem(
    428,
    `Say which version is to be changed in \`If-Match\`, or \`If-None-Match: *\` for a new ${what}.`,
  )
}

export function changedMeanwhile(what: string): Response {
  return problem(412, `The ${what} is not the one that you have seen.`, {
    hint: 'Read it again, and change what it is now.',
  })
}
