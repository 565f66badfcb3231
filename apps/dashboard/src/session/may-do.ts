import type { Session } from './session.ts'

/** Whether somebody may do something, as far as is known here: what a token may do the host alone knows, and says when it is asked. */
export function mayDo(session: Session, permission: string): boolean {
  if (session.kind !== 'person') return true
  const { permissions } = session.me
  return permissions.includes('admin') || permissions.includes(permission)
}
