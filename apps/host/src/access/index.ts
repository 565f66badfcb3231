export { actorText, type Actor } from './actor.ts'
export { audit, auditOften, type AuditAction, type AuditEntry } from './audit.ts'
export { auditCounter, type AuditCounter } from './audit-counter.ts'
export { auditPage, type AuditPage, type ShownEntry } from './audit-page.ts'
export { callerWith, type Caller } from './caller.ts'
export { forgetAudit } from './forget-audit.ts'
export { pause, resume, type Pausing } from './pause-connection.ts'
export { makeToken } from './first-token.ts'
export { noteUse } from './note-use.ts'
export { refusalLog, type Refusal, type RefusalLog } from './refusal-log.ts'
export { judge, type Asked, type Verdict } from './verdict.ts'
export { declareTokens, type Declared } from './declare-tokens.ts'
export {
  issueDeclared,
  issueToken,
  revokeTokenNamed,
  rotateToken,
  type Changing,
  type Issued,
  type Rotated,
  type WantedToken,
} from './issue-token.ts'
export { shownToken, type ShownToken } from './shown-token.ts'
