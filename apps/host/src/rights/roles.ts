import type { Permission } from './permissions.ts'

/** What people may be in an organisation, the first of them most. */
export const roleNames = ['owner', 'admin', 'analyst', 'viewer'] as const

export type Role = (typeof roleNames)[number]

const viewing: readonly Permission[] = ['figures:read', 'segments:read', 'status:read', 'runs:read']

/** What each may do. Only owners say who is one. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['admin'],
  admin: ['admin'],
  analyst: [...viewing, 'customers:read', 'segments:write', 'alerts:write', 'shares:write'],
  viewer: viewing,
}

export function isRole(name: string): name is Role {
  return (roleNames as readonly string[]).includes(name)
}
