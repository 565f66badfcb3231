/** Where the host is asked, and with which token. */
export interface Credentials {
  readonly path: string
  readonly key: string
}

const pathProperty = 'dscc.path'
const keyProperty = 'dscc.key'

/** Of the user who runs the script: whatever all users share would give one user's key to all. */
export function keptCredentials(): Credentials | undefined {
  const properties = PropertiesService.getUserProperties()
  const path = properties.getProperty(pathProperty)
  const key = properties.getProperty(keyProperty)
  return path === null || key === null ? undefined : { path, key }
}

export function keepCredentials({ path, key }: Credentials): void {
  const properties = PropertiesService.getUserProperties()
  properties.setProperty(pathProperty, path)
  properties.setProperty(keyProperty, key)
}

export function forgetCredentials(): void {
  const properties = PropertiesService.getUserProperties()
  properties.deleteProperty(pathProperty)
  properties.deleteProperty(keyProperty)
}

/**
 * What was typed as address and key, cleaned; undefined where it cannot be the address of a surface.
 *
 * Only https, without a user, a query or a part after #: nothing of it may be read on the way or end up in a log.
 */
export function typedCredentials(typed: Credentials): Credentials | undefined {
  const path = typed.path.trim().replace(/\/+$/u, '')
  const key = typed.key.trim()
  const isAddress = /^https:\/\/[^/?#@\s\\]+\/surfaces\/[^?#@\s\\]+$/u.test(path)
  return isAddress && key !== '' ? { path, key } : undefined
}

/** The part of the address that may be shown: the rest of it is secret. */
export function originOf({ path }: Credentials): string {
  const [origin = ''] = /^https:\/\/[^/]+/u.exec(path) ?? []
  return origin
}
