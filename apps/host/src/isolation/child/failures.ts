import { fault, faultOf, isFault } from '@cartograph/core'
import type { Failure } from '../protocol.ts'

/** What was thrown, for the host: a fault as it is, what was refused by its name, and of all else the words. */
export function failureOf(thrown: unknown): Failure {
  for (const error of causesOf(thrown)) {
    if (isFault(error)) return { fault: faultOf(error) }
    const refused = refusedIn(error)
    if (refused !== undefined) return { denied: refused }
  }
  const [name, message] =
    thrown instanceof Error ? [thrown.name, thrown.message] : ['Error', String(thrown)]
  return { error: { name, message } }
}

/** What the host says went wrong. */
export function errorOf(failure: Failure): Error {
  if ('fault' in failure) return fault(failure.fault)
  const { name, message } =
    'error' in failure ? failure.error : { name: 'Error', message: failure.denied.resource }
  const error = new Error(message)
  error.name = name
  return error
}

/** More causes than that are a circle. */
const deepestCause = 8

function causesOf(thrown: unknown): readonly unknown[] {
  const found: unknown[] = []
  let error = thrown
  while (found.length < deepestCause) {
    found.push(error)
    if (!(error instanceof Error)) break
    error = error.cause
  }
  return found
}

function refusedIn(error: unknown): { permission: string; resource: string } | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  if (error.code === 'ERR_DLOPEN_DISABLED') return { permission: 'Addon', resource: '' }
  if (error.code !== 'ERR_ACCESS_DENIED') return undefined
  const { permission, resource } = error as { permission?: unknown; resource?: unknown }
  return { permission: text(permission), resource: text(resource) }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
