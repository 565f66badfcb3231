import type { Session } from './session.ts'

/** Whether somebody may do something, so that nothing is offered that the host would refuse. */
export function mayDo(session: Session, permission: string): boolean {
  if (session.kind === 'nobody') return false
  return session.permissions.includes('admin') || session.permissions.includes(permission)
}
