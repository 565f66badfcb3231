import type { AskedOf } from '../../api/routes.ts'

export type Role = AskedOf<'PUT /api/people/:id/role'>['body']['role']

/** What somebody may be, the most first. */
export const roles = ['owner', 'admin', 'analyst', 'viewer'] as const satisfies readonly Role[]
