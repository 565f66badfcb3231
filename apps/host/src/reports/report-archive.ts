import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import type { ReportMaterial } from './report-material.ts'
import { widgetCsv } from './widget-csv.ts'

/** The first instant that a zip file knows: the same figures make the same file. */
const startOfZipTime = 0x21_0000

/** All widgets of a report as CSV, a file each, named by the widget; of one that could not be told, why. */
export async function reportArchive({
  dashboard,
  answers,
}: Pick<ReportMaterial, 'dashboard' | 'answers'>): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    zip64: false,
    extendedTimestamp: false,
    rawLastModDate: startOfZipTime,
  })
  for (const [place, { id }] of dashboard.widgets.entries()) {
    const answer = answers.answers[place]
    if (answer === undefined) continue
    if ('fault' in answer) await zip.add(`${id}.txt`, new TextReader(`${answer.fault.message}\n`))
    else await zip.add(`${id}.csv`, new TextReader(widgetCsv(answer)))
  }
  return zip.close()
}
