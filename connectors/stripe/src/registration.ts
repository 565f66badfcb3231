import { fault, isFault, type Context, type Registration } from '@cartograph/core'
import * as z from 'zod'
import { apiVersion } from './api-version.ts'
import { ask, askList } from './client.ts'
import { eventTypesOf } from './event-types.ts'
import type { Settings } from './settings.ts'

const route = '/v1/webhook_endpoints'
const oneRoute = '/v1/webhook_endpoints/:id'

const endpoint = z.object({
  id: z.string(),
  url: z.string(),
  status: z.string(),
  api_version: z.string().nullish(),
  enabled_events: z.array(z.string()),
  /** Only in the answer that made it. */
  secret: z.string().optional(),
})
type Endpoint = z.infer<typeof endpoint>

/**
 * Sees to it that there is one endpoint with our address, switched on, with the pinned version and the events of the streams.
 *
 * Stripe tells an endpoint's secret only once, and never changes its version: one whose secret we do not have, or of another
 * version, is made anew before it is taken away, so that nothing is lost between.
 *
 * @throws a `permission` fault where the key may not manage webhooks; the events are then read from their log alone.
 */
export async function register(
  context: Context<Settings>,
  url: string,
  before: readonly Registration[],
): Promise<readonly Registration[]> {
  const events = eventTypesOf(context.run.streams).toSorted()
  return told(async () => {
    const ours = (await endpoints(context)).filter((one) => one.url === url)
    const kept = ours.find(
      ({ id, api_version: version }) =>
        version === apiVersion && secretOf(id, before) !== undefined,
    )
    const alive =
      kept === undefined
        ? await create(context, url, events)
        : await keep(context, kept, events, secretOf(kept.id, before))
    for (const { id } of ours) if (id !== alive.id) await remove(context, id)
    return [alive]
  })
}

export async function unregister(
  context: Context<Settings>,
  registered: readonly Registration[],
): Promise<void> {
  await told(async () => {
    for (const { id } of registered) await remove(context, id)
  })
}

function secretOf(id: string, before: readonly Registration[]): string | undefined {
  return before.find((known) => known.id === id)?.secret
}

/** Endpoints belong to the platform, also those that hear of its connected accounts. */
async function endpoints(context: Context<Settings>): Promise<readonly Endpoint[]> {
  const found: Endpoint[] = []
  for (let after: string | undefined; ; after = found.at(-1)?.id) {
    const query = after === undefined ? {} : { starting_after: after }
    const page = await askList(context, { route, query, asPlatform: true })
    found.push(...z.array(endpoint).parse(page.data))
    if (!page.has_more) return found
  }
}

async function create(
  context: Context<Settings>,
  url: string,
  events: readonly string[],
): Promise<Registration> {
  const made = endpoint.parse(
    await ask(context, {
      route,
      method: 'POST',
      body: {
        url,
        enabled_events: events,
        api_version: apiVersion,
        description: 'Cartograph',
        ...(context.config.account !== undefined && { connect: true }),
      },
      asPlatform: true,
    }),
  )
  return registration(made.id, made.secret)
}

async function keep(
  context: Context<Settings>,
  { id, status, enabled_events: enabled }: Endpoint,
  events: readonly string[],
  secret: string | undefined,
): Promise<Registration> {
  const same = enabled.toSorted().join(' ') === events.join(' ')
  if (!same || status !== 'enabled')
    await ask(context, {
      route: oneRoute,
      id,
      method: 'POST',
      body: { enabled_events: events, disabled: false },
      asPlatform: true,
    })
  return registration(id, secret)
}

async function remove(context: Context<Settings>, id: string): Promise<void> {
  try {
    await ask(context, { route: oneRoute, id, method: 'DELETE', asPlatform: true })
  } catch (error) {
    if (!isFault(error) || error.kind !== 'notFound') throw error
  }
}

function registration(id: string, secret: string | undefined): Registration {
  return { id, ...(secret !== undefined && { secret }) }
}

async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!isFault(error) || error.kind !== 'permission') throw error
    throw fault(
      {
        kind: 'permission',
        scope: 'part',
        message:
          'The key may not manage webhooks, so changes come from the log of events, a minute later.',
        hint: 'In Stripe: Developers, API keys: edit the restricted key, and set Webhook Endpoints to Write; or make the webhook by hand, and give its secret in `webhookSecrets`.',
        permission: error.permission ?? 'rak_webhook_write',
      },
      error,
    )
  }
}
