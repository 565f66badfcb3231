export {
  browserPermissions,
  isPermission,
  mayDo,
  nodePermissions,
  permissionNames,
  permissions,
  type Permission,
} from './permissions.ts'
export { isRole, roleNames, rolePermissions, type Role } from './roles.ts'
export { rightsProblems, type RightsProblem, type WantedRights } from './rights-rules.ts'
export { shareChoices, shortestSharePassword, type ShareChoice } from './share-choices.ts'
export { matchingHash, newTokenText, tokenHash, tokenKindOf, type TokenKind } from './token-text.ts'
