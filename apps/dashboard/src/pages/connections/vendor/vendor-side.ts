import type { AnswerOf } from '../../../api/routes.ts'

/** What the host tells of a connection and its account. */
export type VendorSide = AnswerOf<'GET /api/connections/:id/vendor-side'>
export type VendorPart = VendorSide['parts'][number]

/** Whether the account was asked, and told of tables in the form that all connectors share. */
export function hasTables({ found }: Pick<VendorSide, 'found'>): boolean {
  const value: unknown = found?.value
  return (
    typeof value === 'object' &&
    value !== null &&
    'tables' in value &&
    Array.isArray(value.tables) &&
    value.tables.length > 0
  )
}
