export {
  browserPermissions,
  isPermission,
  mayDo,
  nodePermissions,
  permissionNames,
  permissions,
  type Permission,
} from './permissions.ts'
export { rightsProblems, type RightsProblem, type WantedRights } from './rights-rules.ts'
export { matchingHash, newTokenText, tokenHash, tokenKindOf, type TokenKind } from './token-text.ts'
