import type { Fault, Surface } from '@cartograph/core'
import { configAnswer } from './config-answer.ts'
import { dataAnswer } from './data-answer.ts'
import { catalogueOf } from './catalogue.ts'
import { schemaAnswer } from './schema-answer.ts'
import { configRequest, dataRequest, sent } from './sent-request.ts'
import type { Settings } from './settings.ts'

/** An Apps Script waits about a minute for an answer; no page says how long exactly. */
const deadlineMs = 45_000

/**
 * What the community connector asks for: each answer is what Data Studio wants, so that the script only hands it on.
 *
 * The secret address alone lets nobody in: the key of whoever made the data source has to come with it.
 */
export const reports: Surface<Settings> = {
  authentication: { accept: ['bearer'], permissions: ['figures:read'] },
  deadlineMs,
  routes: {
    'GET /whoami': async (context) => {
      await catalogueOf(context)
      return Response.json({ ok: true })
    },
    'POST /config': async (context, request) =>
      Response.json(await configAnswer(context, await sent(request, configRequest))),
    'POST /schema': async (context, request) =>
      Response.json(await schemaAnswer(context, await sent(request, configRequest))),
    'POST /data': async (context, request) => dataAnswer(context, await sent(request, dataRequest)),
  },
  onError: errorAnswer,
}

const statuses: Readonly<Record<Fault['kind'], number>> = {
  auth: 401,
  permission: 403,
  notFound: 404,
  config: 400,
  record: 400,
  rateLimit: 429,
  transient: 503,
  conflict: 503,
  contract: 500,
}

/** `error` is shown to whoever looks at the report. */
function errorAnswer({ kind, message, hint }: Fault): Response {
  const error =
    kind === 'contract'
      ? 'Cartograph could not answer; its log says why.'
      : [message, hint].filter((text) => text !== undefined).join(' ')
  return Response.json({ error }, { status: statuses[kind] })
}
