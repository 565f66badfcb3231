import { addressPath, listAddresses, type Store } from '../store/index.ts'

/** Our own addresses, with their unguessable parts. */
export interface AddressBook {
  tokenOf(connection: string, part: string): string | undefined
  /** The address as vendors reach it; undefined where there is none, or the host has no public address. */
  urlOf(connection: string, part: string): string | undefined
  /** Every unguessable part, so that logs can leave them out. */
  tokens(): readonly string[]
  renew(): Promise<void>
}

export async function addressBook(
  store: Store,
  publicUrl: string | undefined,
): Promise<AddressBook> {
  const known = new Map<string, string>()
  const book: AddressBook = {
    tokenOf: (connection, part) => known.get(nameOf(connection, part)),
    urlOf: (connection, part) => {
      const token = known.get(nameOf(connection, part))
      if (token === undefined || publicUrl === undefined) return undefined
      return `${publicUrl}${addressPath({ connection, part, token })}`
    },
    tokens: () => [...known.values()],
    renew: async () => {
      const addresses = await store.read((dialect, org) => listAddresses(dialect, org))
      for (const { connection, part, token } of addresses)
        known.set(nameOf(connection, part), token)
    },
  }
  await book.renew()
  return book
}

function nameOf(connection: string, part: string): string {
  return `${connection}/${part}`
}
