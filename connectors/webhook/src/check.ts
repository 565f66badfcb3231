import { faultFrom, type CheckReport, type Context, type Fault } from '@cartograph/core'
import type { Settings } from './settings.ts'

/** Answers of a gateway in front of a receiver that is not there. */
const down = new Set([429, 502, 503, 504])

/**
 * Sees whether somebody answers at the address, with a trusted certificate and without leading elsewhere.
 *
 * It asks by OPTIONS, which tells nobody of anything. What the receiver would say to a request in earnest only such a request
 * shows: many receivers refuse every other method, so their refusal is told as a warning at most.
 */
export async function checkReceiver({ config, fetch }: Context<Settings>): Promise<CheckReport> {
  const url = new URL(config.url.replaceAll('{key}', 'check'))
  const ask = fetch.with({ route: '/', expect: [400, 401, 403, 404, 405, 410, 501] })
  const response = await ask(url, { method: 'OPTIONS', headers: { ...config.headers } })
  const { status } = response
  if (down.has(status)) throw await faultFrom(response)
  await response.body?.cancel()
  const warning = status === 401 || status === 403 ? refused(status) : status === 410 && gone
  return {
    account: { name: url.host },
    ...(warning !== false && { problems: [{ severity: 'warning', fault: warning }] }),
  }
}

const gone: Fault = {
  $fault: 'v1',
  kind: 'config',
  message: 'The receiver says that it is gone for good (410).',
  hint: 'Write the new address into the settings, or take the connection out of the configuration.',
}

function refused(status: number): Fault {
  return {
    $fault: 'v1',
    kind: 'auth',
    message: `The receiver refuses a request that only asks what it takes (${status}).`,
    hint: 'If it refuses deliveries too, compare `headers` and `signingSecret` with what it expects.',
  }
}
