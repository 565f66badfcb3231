import { secret } from '@cartograph/core'
import * as z from 'zod'
import { permissionNames, permissions } from '../rights/index.ts'

const all = permissionNames.map((name) => `\`${name}\` (${permissions[name]})`).join(', ')

/** A token of the API, as the file declares it. */
export const tokenShape = z.strictObject({
  kind: z
    .enum(['server', 'browser'])
    .optional()
    .describe('`browser`: it stands in pages, where anybody can read it. Default `server`.'),
  permissions: z
    .array(z.enum(permissionNames as [string, ...string[]]))
    .min(1, 'expected at least one permission')
    .describe(`What it may do: ${all}.`),
  nodes: z
    .array(z.string())
    .nullish()
    .describe('The nodes whose customers it may see and change. Default: all.'),
  origins: z
    .array(z.string())
    .nullish()
    .describe('Of a browser’s token: where its pages are, such as `https://shop.example`.'),
  expires: z.iso
    .datetime({ error: 'expected an instant in UTC, such as 2027-01-01T00:00:00Z' })
    .optional()
    .describe('When it stops being good, such as `2027-01-01T00:00:00Z`. Default: never.'),
  secret: secret(z.string())
    .optional()
    .describe(
      'What `cartograph tokens secret` printed, from the environment. Default: none; `cartograph tokens issue NAME` makes one.',
    ),
})

export type TokenShape = z.infer<typeof tokenShape>
