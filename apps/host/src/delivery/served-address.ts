import type { Delivery } from '../config/index.ts'
import type { OwnAddress } from '../connections/index.ts'
import {
  addressPath,
  ensureAddresses,
  newAddressToken,
  readAddress,
  type Store,
} from '../store/index.ts'

/** Gives the document of a delivery its address, if it has none, and says where it is when nothing serves it yet. */
export async function ownServedUrl(
  store: Store,
  { connection, sink }: Delivery,
  publicUrl: string | undefined,
): Promise<OwnAddress> {
  const part = `sinks.${sink}`
  const address = await store.write(function* (dialect, org) {
    yield* ensureAddresses(dialect, org, [{ connection, part, token: newAddressToken() }])
    return yield* readAddress(dialect, org, connection, part)
  })
  return (of, name) =>
    of === connection && name === part && address !== undefined && publicUrl !== undefined
      ? `${publicUrl}${addressPath(address)}`
      : undefined
}
