import type { ReportName } from './actions.ts'
import { cohortTable, lifetime, recencyTable, recurring } from './customer-report-tables.ts'
import type { ReportScene, ReportTable } from './report-scene.ts'
import { coupons, hours, pairs, products } from './sales-report-tables.ts'

export const reportTables = {
  products,
  coupons,
  hours,
  rfm: recencyTable,
  cohorts: cohortTable,
  pairs,
  lifetime,
  recurring,
} as const satisfies Readonly<Record<ReportName, (scene: ReportScene) => Promise<ReportTable>>>
