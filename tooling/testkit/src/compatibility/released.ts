import { readFile } from 'node:fs/promises'
import type { Json } from '@cartograph/core'
import * as z from 'zod'
import { mismatch } from '../mismatch.ts'

const json: z.ZodType<Json> = z.json()
const fields = z.record(z.string(), z.string())
const key = z.array(z.union([z.string(), z.number()]))
const permissions = z.array(z.string()).optional()
/** What `key` looked at, and what it made of it. */
const example = z.object({
  of: z.record(z.string(), json),
  key,
  version: z.union([z.string(), z.number()]).optional(),
})

/** What a released version of a connector promised to those who use it; `compatibility.json` of its package. */
export const releasedShape = z.object({
  /** Of the package. */
  version: z.string(),
  settings: fields,
  /** Of `oauth2`. */
  scopes: permissions,
  streams: z.record(
    z.string(),
    z.object({
      permissions,
      example: example.optional(),
      position: json.optional(),
      fields,
    }),
  ),
  feed: z
    .object({ permissions, streams: z.array(z.string()), position: json.optional() })
    .optional(),
  webhook: z.object({ permissions }).optional(),
  sinks: z.record(
    z.string(),
    z.object({
      permissions,
      /** `served`: the vendor fetches. */
      mode: z.enum(['append', 'upsert', 'patch', 'served']),
      example: example.optional(),
      fields,
    }),
  ),
  actions: z.record(z.string(), z.object({ permissions, fields })),
  lookups: z.record(z.string(), z.object({ permissions, input: fields, output: fields })),
  surfaces: z.record(z.string(), z.object({ permissions, routes: z.array(z.string()) })),
})
export type Released = z.infer<typeof releasedShape>
export type Example = z.infer<typeof example>

/** The file of a package that holds what its last release promised. */
export function releasedFile(folder: URL): URL {
  return new URL('compatibility.json', folder)
}

/** What the last release promised; undefined before the first. */
export async function readReleased(folder: URL): Promise<Released | undefined> {
  const text = await readFile(releasedFile(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const parsed = releasedShape.safeParse(parsedJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw mismatch({
    expected: 'a compatibility.json as `cartograph-testkit snapshot` writes it',
    happened: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'it is not JSON'}.`,
    mend: 'Take the file of the last release out of the history, or write it anew from the code of that release.',
  })
}

/** The version that the package has now. */
export async function packageVersion(folder: URL): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'))
  return z.object({ version: z.string() }).parse(manifest).version
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
