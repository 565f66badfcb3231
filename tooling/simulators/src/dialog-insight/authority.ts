import type { Account } from './account.ts'
import { isObject, refused, type Given, type Refused } from './answer.ts'

/** Why a key may not do that from there; the vendor looks in this order. */
export function refusalOf(
  { keys, now }: Account,
  asked: Given,
  method: string,
  address: string,
): Refused | undefined {
  const given = isObject(asked['AuthKey']) ? asked['AuthKey'] : {}
  const key = keys.get(Number(given['idKey']))
  if (key === undefined || key.key !== given['Key'])
    return refused('authentication', 'The authentication key is not valid.')
  if (!key.isActive) return refused('inactive', 'The authentication key is not active.')
  if (key.expiresAt !== undefined && now() >= key.expiresAt)
    return refused('expired', 'The authentication key has expired.')
  if (key.addresses.length > 0 && !key.addresses.includes(address))
    return refused('address', `The address ${address} is not authorized for this key.`)
  const isAllowed = key.permissions?.some((one) => one.toLowerCase() === method) ?? true
  return isAllowed ? undefined : refused('permission', 'The key has no permission for this method.')
}
