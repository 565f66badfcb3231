export { actorText, type Actor } from './actor.ts'
export { audit, auditActions, auditOften, type AuditAction, type AuditEntry } from './audit.ts'
export { callerWith, type Caller } from './caller.ts'
export {
  browserPermissions,
  isPermission,
  mayDo,
  nodePermissions,
  permissionNames,
  permissions,
  type Permission,
} from './permissions.ts'
export { refusalLog, type Refusal, type RefusalLog } from './refusal-log.ts'
export {
  matchingHash,
  newTokenText,
  tokenHash,
  tokenKindOf,
  tokenTextOf,
  type TokenKind,
} from './token-text.ts'
export { judge, type Asked, type Verdict } from './verdict.ts'
