import { said } from '../story.ts'
import { runCommand } from '../command.ts'

/** Where tills search and register, and where events go. */
export interface TillAddresses {
  readonly till: string
  readonly events: string
}

/** Asks the command; it looks while `serve` runs. */
export async function readAddresses(folder: string): Promise<TillAddresses> {
  const ending = await runCommand(folder, ['webhooks', 'show', 'till', '--json'])
  const line = ending.output.split('\n').find((each) => each.startsWith('{"ok":')) ?? '{}'
  const { webhooks = [] } = JSON.parse(line) as {
    readonly webhooks?: readonly {
      readonly address?: string
      readonly surfaces: readonly { readonly name: string; readonly address: string }[]
    }[]
  }
  const [own] = webhooks
  const till = own?.surfaces.find(({ name }) => name === 'till')?.address
  if (own?.address === undefined || till === undefined)
    throw new Error(`The till has no addresses: ${said(ending)}`)
  return { till, events: own.address }
}
