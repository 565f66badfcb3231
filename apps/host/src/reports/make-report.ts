import type { ReportMaterial } from './report-material.ts'
import type { ReportText } from './report-text.ts'

export type ReportForm = 'pdf' | 'zip'

/** A report as a file. What draws charts is loaded with the first one. */
export async function makeReport(material: ReportMaterial, form: ReportForm): Promise<Uint8Array> {
  if (form === 'zip') {
    const { reportArchive } = await import('./report-archive.ts')
    return reportArchive(material)
  }
  const { reportDocument } = await import('./report-document.ts')
  return reportDocument(material)
}

/** A report in words. */
export async function wordReport(
  material: ReportMaterial,
  options: { readonly subject?: string | undefined; readonly files?: readonly string[] },
): Promise<ReportText> {
  const { reportText } = await import('./report-text.ts')
  return reportText(material, options)
}
