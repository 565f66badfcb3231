import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askContacthub } from './client.ts'
import type { Settings } from './settings.ts'

export type ExtendedProperty = {
  readonly name: string
  readonly type: string
  readonly isEnabled: boolean
}

const answered = z.looseObject({ schema: z.string() })
const jsonSchema = z.looseObject({
  properties: z
    .record(
      z.string(),
      z.looseObject({
        type: z.union([z.string(), z.array(z.string())]).nullish(),
        contactlabProperties: z.looseObject({ enabled: z.boolean().nullish() }).nullish(),
      }),
    )
    .nullish(),
})

/** The workspace's own properties; `undefined` where this source may not see them. */
export async function readExtended(
  context: Context<Settings>,
): Promise<readonly ExtendedProperty[] | undefined> {
  const answer = await askContacthub(context, {
    path: ['configuration', 'properties', 'extended'],
    route: '/configuration/properties/extended',
    expect: [403, 404],
  })
  const text = answered.safeParse(answer.body).data?.schema
  if (answer.status >= 400 || text === undefined) return undefined
  const { properties } = jsonSchema.safeParse(parsed(text)).data ?? {}
  return Object.entries(properties ?? {}).map(([name, { type, contactlabProperties }]) => ({
    name,
    type: [type ?? []].flat().find((kind) => kind !== 'null') ?? 'any',
    isEnabled: contactlabProperties?.enabled !== false,
  }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
