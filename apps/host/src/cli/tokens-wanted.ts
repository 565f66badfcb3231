import { fault } from '@cartograph/core'
import type { WantedToken } from '../access/index.ts'
import type { Configuration } from '../config/index.ts'
import { permissionNames, permissions, rightsProblems } from '../rights/index.ts'
import type { TokensCommandOptions } from './tokens-options.ts'

/** @throws a `config` fault where what is wished makes no sense, or gives away too much. */
export function wantedToken(
  name: string,
  options: TokensCommandOptions,
  { customers }: Configuration,
  now: number,
): WantedToken {
  const { kind, permission = [], node: nodes = [], origin: origins = [], expires } = options
  if (!/^[A-Za-z0-9][\w-]{0,62}$/.test(name))
    throw fault({
      kind: 'config',
      message: 'This is no name for a token.',
      hint: 'Up to 63 letters, digits, - and _, a letter or a digit first: such as crm or web-shop.',
    })
  if (permission.length === 0)
    throw fault({
      kind: 'config',
      message: `Say what ${name} may do: --permission with one name or several.`,
      hint: permissionNames.map((each) => `${each}: ${permissions[each]}`).join('\n'),
    })
  const wanted = { kind, permissions: permission, nodes, origins }
  const [wrong] = rightsProblems(wanted, [...(customers?.nodes.keys() ?? [])])
  if (wrong !== undefined)
    throw fault({
      kind: 'config',
      message: `--${optionOf[wrong.part]}: ${wrong.message}.`,
      ...(wrong.hint !== undefined && { hint: wrong.hint }),
    })
  return { name, ...wanted, expiresAt: expires === undefined ? undefined : instantOf(expires, now) }
}

const optionOf = { permissions: 'permission', nodes: 'node', origins: 'origin' } as const

function instantOf(text: string, now: number): number {
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/.test(text) ? Date.parse(text) : Number.NaN
  if (at > now) return at
  throw fault({
    kind: 'config',
    message: `--expires: ${Number.isNaN(at) ? 'this is no instant' : 'this instant is past'}.`,
    hint: 'A day or an instant in UTC, such as 2027-01-01 or 2027-01-01T06:00:00Z.',
  })
}
