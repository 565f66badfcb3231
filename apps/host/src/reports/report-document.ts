import { reportPdf } from '@cartograph/charts/render'
import type { ReportMaterial } from './report-material.ts'
import { reportSections } from './report-sections.ts'
import { reportSpeech } from './report-speech.ts'

/** A report as a PDF. */
export async function reportDocument(material: ReportMaterial): Promise<Uint8Array> {
  const { dashboard, title, organisation, range, language, madeAt } = material
  const speech = await reportSpeech(language)
  return reportPdf({
    title: title ?? speech.dashboard(dashboard),
    organisation,
    period: speech.days(range),
    locale: speech.locale,
    words: { page: speech.say('page') },
    sections: reportSections(material, speech),
    createdAt: new Date(madeAt),
  })
}
