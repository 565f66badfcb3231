import { measureCommand } from './command.ts'
import { startServing } from './serving.ts'

/** A serving host that a till calls. */
export interface CalledHost {
  /** Searches as Sitoo's Custom CRM does, with all that a card shows. */
  search(key: string): Promise<number>
  stop(): Promise<void>
}

/** Serves the configuration in a folder; its connection `till` is a Sitoo account that is never asked. */
export async function startCalledHost(folder: string): Promise<CalledHost> {
  const serving = await startServing(folder)
  const { said } = await measureCommand(folder, ['surfaces', '--json'])
  const { surfaces } = JSON.parse(said) as {
    readonly surfaces: readonly { readonly name: string; readonly address: string }[]
  }
  const address = surfaces.find(({ name }) => name === 'till')?.address ?? ''
  return {
    search: async (key) => {
      const query = new URLSearchParams({ key, include_extended: 'true' })
      const answer = await fetch(`${serving.url}${address}/contacts?${query.toString()}`)
      const found: unknown = await answer.json()
      if (!Array.isArray(found)) throw new Error(`A search was answered ${answer.status}.`)
      return found.length
    },
    stop: () => serving.stop(),
  }
}
