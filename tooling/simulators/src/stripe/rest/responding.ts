import { setTimeout as sleep } from 'node:timers/promises'

import { isJsonObject } from '../json.ts'
import { identifier } from '../store/identifiers.ts'
import { mishapAnswer, send } from '../weather/sending.ts'
import type { AnsweredRequest, Mishap, WeatherState } from '../weather/weather.ts'
import type { World } from '../world.ts'
import type { Answer } from './answer.ts'
import { admitted, performed, type Admitted, type Application } from './application.ts'
import { formOf } from './form.ts'
import { keyIn } from './keys.ts'
import type { Limits } from './limits.ts'
import type { HttpRequest } from './application.ts'
import type { Responder } from './server.ts'

/** Answers requests in all weathers, and writes down each of them. */
export function responder(options: {
  readonly world: World
  readonly application: Application
  readonly limits: Limits
  readonly weather: WeatherState
  readonly log: AnsweredRequest[]
  /** Seconds, for the date of answers. */
  readonly datedAt: () => number
}): Responder {
  const { world, application, limits, weather, log, datedAt } = options
  const { seed, livemode } = world.own
  let requests = 0

  return async (request, response) => {
    requests += 1
    const requestId = identifier('req_', seed, requests).slice(0, 'req_'.length + 14)
    const mishap = weather.draw(keyIn(request.headers['authorization'] ?? ''))
    const waitMs = weather.climate().latencyMs + (mishap?.kind === 'late' ? mishap.delayMs : 0)
    const isBroken = mishap?.kind === 'reset'
    if (mishap?.kind === 'reset' && mishap.when === 'before') {
      await passed({ status: 0 })
      response.destroy()
      return
    }
    world.catchUp()
    const entry = admitted(application, request)
    const inside = 'refused' in entry ? undefined : entry
    const answer = 'refused' in entry ? entry.refused : await worked(entry, request, mishap, waitMs)
    const headers = {
      'content-type': 'application/json',
      date: new Date(datedAt() * 1_000).toUTCString(),
      'request-id': requestId,
      ...(inside !== undefined && { 'stripe-version': inside.version }),
      ...echo(request),
      ...answer.headers,
    }
    await passed({ status: isBroken ? 0 : answer.status, inside })
    const text = JSON.stringify(withLogAddress(answer, requestId), undefined, 2)
    await send(response, { status: answer.status, headers, text }, mishap)

    async function passed(outcome: { status: number; inside?: Admitted | undefined }) {
      const { method, path, search, body } = request
      const answered: AnsweredRequest = {
        method,
        path,
        query: formOf(method === 'POST' && body !== '' ? body : search),
        status: outcome.status,
        ...(outcome.inside !== undefined && {
          account: outcome.inside.account.id,
          version: outcome.inside.version,
        }),
        requestId,
        at: world.own.present(),
      }
      log.push(answered)
      await weather.passed(answered)
    }
  }

  async function worked(
    entry: Admitted,
    request: HttpRequest,
    mishap: Mishap | undefined,
    waitMs: number,
  ): Promise<Answer> {
    const refused = limits.enter(entry.account.id, entry.endpoint)
    if (refused !== undefined) return refused
    try {
      // It counts as running while it waits.
      if (waitMs > 0) await sleep(waitMs, undefined, { ref: false })
      return mishap?.kind === 'status'
        ? mishapAnswer(mishap)
        : performed(application, entry, request)
    } finally {
      limits.leave(entry.account.id)
    }
  }

  /** Errors say where the request can be looked up. */
  function withLogAddress({ body }: Answer, requestId: string) {
    if (!isJsonObject(body) || !isJsonObject(body['error'])) return body
    const place = livemode ? 'logs' : 'test/logs'
    const address = `https://dashboard.stripe.com/${place}/${requestId}?t=${world.own.present()}`
    return { error: { ...body['error'], request_log_url: address } }
  }
}

function echo({ headers }: HttpRequest): Readonly<Record<string, string>> {
  const { 'idempotency-key': key, 'stripe-account': account } = headers
  return {
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(account !== undefined && { 'stripe-account': account }),
  }
}
