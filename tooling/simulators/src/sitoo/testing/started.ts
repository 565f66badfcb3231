import { onTestFinished } from 'vitest'
import type { Json } from '../json.ts'
import { startSitoo, type SimulatedSitoo, type SitooOptions } from '../start.ts'

interface Init {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Answer {
  readonly status: number
  readonly body: Json
}

interface Started {
  readonly sitoo: SimulatedSitoo
  readonly ask: (path: string, init?: Init) => Promise<Answer>
  readonly send: (method: string, path: string, body: Json) => Promise<Answer>
}

/** An account that is closed when its test ends, and a client of it. */
export async function started(options: SitooOptions = {}): Promise<Started> {
  const sitoo = await startSitoo(options)
  onTestFinished(() => sitoo.close())
  const { apiId, password, baseUrl, accountId } = sitoo
  const authorization = `Basic ${Buffer.from(`${apiId}:${password}`).toString('base64')}`
  const ask = async (path: string, init: Init = {}) => {
    const response = await fetch(`${baseUrl}/v2/accounts/${accountId}/${path}`, {
      headers: { authorization },
      ...init,
    })
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Json,
    }
  }
  const send = (method: string, path: string, body: Json) =>
    ask(path, { method, body: JSON.stringify(body) })
  return { sitoo, ask, send }
}
