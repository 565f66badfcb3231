import type { Delivery } from '../config/index.ts'
import type { OwnAddress } from '../connections/index.ts'
import {
  addressPath,
  ensureAddresses,
  newAddressToken,
  readAddress,
  type Store,
} from '../store/index.ts'

/** Gives the document of a delivery its address, if it has none; that is the first of our own addresses to be told. */
export async function withServedUrl(
  store: Store,
  { connection, sink }: Delivery,
  publicUrl: string | undefined,
  others: OwnAddress = () => undefined,
): Promise<OwnAddress> {
  const part = `sinks.${sink}`
  // From the store, since another process may have moved it.
  const address = await store.write(function* (dialect, org) {
    yield* ensureAddresses(dialect, org, [{ connection, part, token: newAddressToken() }])
    return yield* readAddress(dialect, org, connection, part)
  })
  return (of, name) =>
    of === connection && name === part && address !== undefined && publicUrl !== undefined
      ? `${publicUrl}${addressPath(address)}`
      : others(of, name)
}
