import type { Fault } from '@cartograph/core'
import { pathText } from '../config/index.ts'

/** Who must act, by what went wrong. */
const actors: Readonly<Record<Fault['kind'], string>> = {
  config: 'you, in the configuration',
  auth: 'you, in the account at the vendor: the key or the consent',
  permission: 'you, in the account at the vendor: what the key may do',
  record: 'you: the record, or its mapping',
  transient: 'nobody yet: run it again later; if it stays, whoever runs this machine',
  rateLimit: 'nobody yet: the vendor asks to wait; run it again later',
  contract: 'the author of the connector',
  conflict: 'nobody: the next run begins that part anew',
  notFound: 'nobody: it is gone at the vendor',
}

/** A fault as a person reads it: where and what, the request, what to do, who acts. */
export function faultText(fault: Fault, where?: string): string {
  const { kind, message, hint, permission, path, request } = fault
  const lines = [`Error: ${where === undefined ? '' : `${where}: `}${message}`]
  if (path !== undefined && path.length > 0) lines.push(`  At: ${pathText(path)}`)
  if (request !== undefined) {
    const status = request.status === undefined ? '' : `, answered ${request.status}`
    const id = request.requestId === undefined ? '' : ` (request ${request.requestId})`
    lines.push(`  Request: ${request.method} ${request.route}${status}${id}`)
  }
  if (permission !== undefined) lines.push(`  Permission: ${permission}`)
  if (hint !== undefined) lines.push(`  What to do: ${hint}`)
  lines.push(`  Who acts: ${actors[kind]}.`)
  return lines.join('\n')
}
