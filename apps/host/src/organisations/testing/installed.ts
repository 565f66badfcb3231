import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeToken } from '../../access/index.ts'
import { loadConfiguration } from '../../config/index.ts'
import { openLines } from '../../connections/index.ts'
import { openSealedStore } from '../../secrets/index.ts'
import type { Store } from '../../store/index.ts'
import type { LogLine } from '../../telemetry/index.ts'
import { connectorPackage, folderWith, shopCode } from '../../testing/folder.ts'
import { shortWaits } from '../../testing/short-waits.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import { openOrganisations } from '../open-organisations.ts'

export const shopConnection = {
  connector: 'shop',
  config: { url: 'https://butik.example', apiSecret: '${env:SHOP_SECRET}' },
}

/** Several hosts of several organisations look at one database, which has to answer too. */
const calmWaits = { ...shortWaits, tickMs: 250, lookMs: 1000, pollMs: 500 }

/** A host for the organisations of an installation, without a socket. It stops when the test ends. */
export interface Installed {
  readonly folder: string
  readonly store: Store
  readonly lines: readonly LogLine[]
  /** Of the organisation that the file sets up. */
  readonly token: string
  readonly ask: (token: string, path: string, init?: RequestInit) => Promise<Response>
  /** Writes an entry that is not there yet, and gives back the status. */
  readonly put: (token: string, place: string, value: unknown) => Promise<number>
  /** Writes the file anew, with something under `modules` where wanted. */
  readonly rewrite: (yaml: string, modules?: string) => void
  readonly reload: () => Promise<void>
  /** What `/ready` says at the address for figures. */
  readonly ready: () => Promise<number>
  /** Another process on the same store. */
  readonly beside: () => Promise<Pick<Installed, 'ask' | 'lines'>>
}

export async function installed(
  more = '',
  { code = shopCode }: { readonly code?: string } = {},
): Promise<Installed> {
  const place = await newStorePlace()
  const yaml = (rest: string, modules = '') =>
    `version: 1\norganisation: nordlys\nstore: ${JSON.stringify(place.address)}\nmodules: { ${['environment: [SHOP_SECRET]', modules].filter((part) => part !== '').join(', ')} }\n${rest}`
  const folder = folderWith({
    ...connectorPackage('@cartograph/connector-shop', code),
    'cartograph.yaml': yaml(more),
  })
  const file = join(folder, 'cartograph.yaml')
  const environment = {
    SHOP_SECRET: 'cs_abcdef',
    CARTOGRAPH_KEY: Buffer.alloc(32, 1).toString('base64'),
  }
  const open = async () => {
    const { configuration, problems } = await loadConfiguration(file, { environment })
    if (configuration === undefined) throw new Error(problems[0]?.message)
    const { secretKey: key } = configuration
    const at = { store: place.address, organisation: 'nordlys', folder }
    const store = await openSealedStore({ ...at, ...(key && { key }) }, { environment })
    const lines: LogLine[] = []
    const ending = new AbortController()
    const given = openLines({}, store.isShared ? store : undefined)
    const opened = await openOrganisations(
      { configuration, store, lines: given },
      {
        origin: { file, environment },
        address: '127.0.0.1',
        log: (line) => lines.push(line),
        signal: ending.signal,
        waits: calmWaits,
        settleMs: 500,
      },
    )
    await opened.begin()
    onTestFinished(async () => {
      ending.abort()
      await opened.idle()
      await given.close()
      await store.close()
    })
    const ask: Installed['ask'] = async (token, path, init) =>
      opened.app.request(`http://localhost${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...(init?.headers as Record<string, string>) },
      })
    const ready = async () => (await opened.metricsApp.request('http://localhost/ready')).status
    return { store, lines, ask, ready, reload: () => opened.reload() }
  }
  onTestFinished(() => place.remove())
  const first = await open()
  const token = (await makeToken(first.store, { another: true, now: 0 })) ?? ''
  return {
    ...first,
    folder,
    token,
    put: async (secret, at, value) => {
      const answer = await first.ask(secret, `/api/configuration/${at}`, {
        method: 'PUT',
        body: JSON.stringify(value),
        headers: { 'if-none-match': '*' },
      })
      return answer.status
    },
    rewrite: (rest, modules) => {
      writeFileSync(file, yaml(rest, modules))
    },
    beside: open,
  }
}

/** Makes an organisation, and gives back the secret of its first token. */
export async function founded({ ask, token }: Installed, id: string): Promise<string> {
  const answer = await ask(token, '/api/organisations', {
    method: 'POST',
    body: JSON.stringify({ id, name: id }),
  })
  const { secret } = (await answer.json()) as { readonly secret: string }
  return secret
}
