import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadConfiguration } from '../../config/index.ts'
import { openLines, type Installation } from '../../connections/index.ts'
import { addressPath, listAddresses, openStore } from '../../store/index.ts'
import { tablesWith } from '../../store/testing/stored-texts.ts'
import { shortWaits, until } from '../../testing/scripted-host.ts'
import { noWaits } from '../../testing/scripted-installation.ts'
import { serve } from '../serve.ts'

/** A host that serves what a folder configures, and what can be seen of it from outside. */
export async function servedWorld({
  folder,
  port,
  url,
}: Readonly<Record<'folder' | 'url', string>> & { readonly port: number }) {
  const { configuration } = await loadConfiguration(join(folder, 'cartograph.json'), {
    environment: {},
  })
  if (configuration === undefined) throw new Error('The configuration of the test has mistakes.')
  const { store: address, organisation } = configuration
  const store = await openStore({ store: address, organisation })
  const installation: Installation = { configuration, store, lines: openLines() }
  const lines: string[] = []
  const stopping = new AbortController()
  let token = ''
  const served = serve(installation, {
    address: '127.0.0.1',
    port,
    newToken: true,
    showToken: (made) => {
      token = made
    },
    log: (line) => lines.push(JSON.stringify(line)),
    signal: stopping.signal,
    waits: shortWaits,
    engine: { waits: noWaits },
  })
  let isOpen = true
  const stop = async () => {
    if (!isOpen) return
    isOpen = false
    stopping.abort()
    await served
    await store.close()
  }
  onTestFinished(stop)
  await until(() => token !== '')
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}` },
    })
    return response.json()
  }
  const addressOf = async (connection: string, part: string) => {
    const all = await store.read(listAddresses)
    const own = all.find((each) => each.connection === connection && each.part === part)
    return `${url}${own === undefined ? '/nowhere' : addressPath(own)}`
  }
  return {
    installation,
    store,
    lines,
    ask,
    addressOf,
    stop,
    /** What a vendor fetches now. */
    fetched: async () => (await fetch(await addressOf('feed', 'sinks.list'))).text(),
    tablesWith: (texts: readonly string[]) => store.read((dialect) => tablesWith(dialect, texts)),
    /** Reads a connection anew, and waits for the end of it. */
    sync: async (connection: string) => {
      const { run } = (await ask(`/api/connections/${connection}/sync`, {
        method: 'POST',
        body: JSON.stringify({ full: true }),
      })) as { readonly run: string }
      await until(async () => {
        const { status } = (await ask(`/api/runs/${run}`)) as { readonly status: string }
        return status !== 'queued' && status !== 'running'
      })
    },
  }
}

/** The files below a folder that hold one of some texts, whatever they are; installed packages and the configuration aside. */
export function filesWith(folder: string, texts: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('node_modules') && statSync(join(folder, name)).isFile())
    .filter((name) => {
      const content = readFileSync(join(folder, name)).toString('latin1').toLowerCase()
      return texts.some((text) => content.includes(text.toLowerCase()))
    })
    .toSorted()
}
