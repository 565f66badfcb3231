import type { AskedOf } from '../../api/routes.ts'

export type Permission = AskedOf<'POST /api/tokens'>['body']['permissions'][number]

/** What a token may be given, as the host names it; each must be here. */
const allowed: Readonly<Record<Permission, true>> = {
  'customers:read': true,
  'customers:search': true,
  'customers:write': true,
  'customers:merge': true,
  'customers:export': true,
  'customers:erase': true,
  'events:write': true,
  'figures:read': true,
  'alerts:write': true,
  'shares:write': true,
  'automations:write': true,
  'segments:read': true,
  'segments:write': true,
  'status:read': true,
  'runs:read': true,
  'runs:start': true,
  'surfaces:call': true,
  'surfaces:write': true,
  'served:read': true,
  'served:write': true,
  'configuration:read': true,
  'configuration:write': true,
  'secrets:write': true,
  admin: true,
}

export const permissions = Object.keys(allowed) as readonly Permission[]
