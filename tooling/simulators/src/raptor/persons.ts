import { finishDeletions, type Account } from './account.ts'
import { isObject, jsonAnswer, parsedJson, textAnswer, type Answer, type Asked } from './answer.ts'
import type { RaptorUnknowns } from './options.ts'

/** Keys of the account, one a service. */
export interface AccountKeys {
  readonly apiKey: string
  readonly erasureKey: string
  readonly cdpKey: string
  readonly reaIdKey: string
  readonly triggerKey: string
}

/**
 * Begins to delete a person, which takes days, and says no more than that it has begun.
 *
 * @see https://content.raptorservices.com/help-center/right-to-be-forgotten-use-the-endpoint (read 2026-11)
 */
export function answerErasure(
  account: Account,
  { erasureKey }: AccountKeys,
  deletionMs: number,
  { method, path, headers, text }: Asked,
): Answer {
  if (method !== 'POST' || path !== `/${account.customerId}/DeleteUser`)
    return textAnswer(404, 'Not found')
  if (headers['x-api-key'] !== erasureKey) return textAnswer(401, 'The key is not valid')
  const body = parsedJson(text)
  const person = isObject(body) ? body['UserId'] : undefined
  if (typeof person !== 'string' || person === '') return textAnswer(400, 'UserId is missing')
  account.deletions.push({ person, doneAt: account.now() + deletionMs })
  finishDeletions(account)
  return textAnswer(200, 'OK')
}

/** @see https://content.raptorservices.com/help-center/cdp/activations/cdp-api (read 2026-11) */
export function answerCdp(
  account: Account,
  unknowns: RaptorUnknowns,
  { cdpKey }: AccountKeys,
  { method, path, query, headers }: Asked,
): Answer {
  if (headers[unknowns.cdpKeyHeader] !== cdpKey)
    return textAnswer(unknowns.wrongKey, 'The key is not valid')
  if (method !== 'GET') return textAnswer(405, 'Only GET')
  if (path === '/api/v3/identifiers') return jsonAnswer({ identifiers: [{ name: 'email' }] })
  if (/^\/api\/v3\/membership\/changes\/[^/]+$/.test(path))
    return changesSince(account, unknowns, query)
  const identifier = /^\/api\/v3\/memberships\/([^/]+)$/.exec(path)?.[1]
  if (identifier === undefined) return textAnswer(404, 'Not found')
  const value = query.get('identifierValue')
  if (value === null) return textAnswer(400, 'identifierValue is missing')
  const memberships = account.audiences
    .filter(({ members }) => members.has(value))
    .map(({ id, name }) => ({ id, name }))
  return jsonAnswer({ memberships })
}

/** Changes after a sequence number, the oldest first, and the number up to which they go. */
function changesSince(
  { audienceChanges }: Account,
  { audienceChanges: names, changesAtOnce }: RaptorUnknowns,
  query: URLSearchParams,
): Answer {
  const since = Number(query.get(names.since) ?? 0)
  const found = audienceChanges.filter(({ sequence }) => sequence > since).slice(0, changesAtOnce)
  return jsonAnswer({
    [names.sequence]: found.at(-1)?.sequence ?? since,
    [names.changes]: found.map(({ person, audience, action }) => ({
      [names.person]: person,
      [names.audience]: audience,
      [names.action]: names[action],
    })),
  })
}

/**
 * An id for each address; addresses that are none are left out, and 400 where none is left.
 *
 * @see https://content.raptorservices.com/help-center/email-marketing-integration-reaid-sync-endpoint (read 2026-11)
 */
export function answerReaIds(
  account: Account,
  { reaIdKey }: AccountKeys,
  { method, path, headers, text }: Asked,
): Answer {
  if (headers['authorization'] !== `Bearer ${reaIdKey}`)
    return textAnswer(401, 'The key is not valid')
  if (method !== 'POST' || path !== '/GetOrCreate') return textAnswer(404, 'Not found')
  const body = parsedJson(text)
  const given = isObject(body) ? body['emailAddresses'] : undefined
  const asked: readonly unknown[] = Array.isArray(given) ? given : []
  const valid = asked.filter(
    (one): one is string => typeof one === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(one),
  )
  if (valid.length === 0 || asked.length > 1_000) return textAnswer(400, 'No valid address')
  const results = valid.map((emailAddress) => {
    const reaId = account.reaIds.get(emailAddress) ?? `rea${account.reaIds.size + 1}`
    account.reaIds.set(emailAddress, reaId)
    return { emailAddress, reaId }
  })
  return jsonAnswer({ results })
}
