import { fault, personal, type Context } from '@cartograph/core'
import * as z from 'zod'
import { assumedCdpIdentifier, assumedCdpKeyHeader } from './assumptions.ts'
import { askRaptor, parsedBody } from './client.ts'
import { kit, type Settings } from './settings.ts'

const membership = z.object({ id: z.string(), name: z.string() })
const answered = z.looseObject({
  memberships: z.array(
    z.looseObject({ id: z.union([z.string(), z.number()]), name: z.string().nullish() }),
  ),
})

/** In which audiences of the CDP a person is. */
export const memberships = kit.lookup({
  input: z.strictObject({
    /** What the identifier is, such as the address. */
    person: personal('email', z.string().min(1)),
    /** Default: the setting `cdpIdentifier`. */
    identifier: z.string().min(1).optional(),
  }),
  output: z.array(membership),
  freshMs: 600_000,
  get: async (context, { person, identifier }) => {
    const name = identifier ?? context.config.cdpIdentifier ?? assumedCdpIdentifier
    const query = new URLSearchParams({ identifierValue: person })
    const response = await askCdp(
      context,
      `/api/v3/memberships/${encodeURIComponent(name)}?${query.toString()}`,
      '/api/v3/memberships/{identifier}',
    )
    const found = await parsedBody(response, answered, 'memberships')
    return found.memberships.map(({ id, name: called }) => ({
      id: String(id),
      name: called ?? String(id),
    }))
  },
})

/** @see https://content.raptorservices.com/help-center/cdp/activations/cdp-api (read 2026-11) */
export async function askCdp(
  context: Context<Settings>,
  path: string,
  route: string,
): Promise<Response> {
  const { cdpKey, cdpKeyHeader = assumedCdpKeyHeader } = context.config
  if (cdpKey === undefined)
    throw fault({
      kind: 'config',
      scope: 'part',
      message: 'There is no key of the CDP.',
      hint: 'In Raptor: CDP, Activations, CDP API. Write its key into `cdpKey`.',
    })
  return askRaptor(context, { service: 'cdp', path, route, headers: { [cdpKeyHeader]: cdpKey } })
}
