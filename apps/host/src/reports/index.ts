export { makeReport, wordReport, type ReportForm } from './make-report.ts'
export type { ReportMaterial } from './report-material.ts'
export type { ReportText } from './report-text.ts'
