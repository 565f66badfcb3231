import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'

import { Chart } from '../chart.ts'
import { chartPng, reportPdf } from '../render/index.ts'
import { galleryPage } from './gallery-page.ts'
import { reportSample } from './report-sample.ts'
import { samples } from './samples.ts'

// Writes everything that charts can become into a folder, to be looked at.
const folder = resolve(process.argv[2] ?? 'dist/gallery')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'charts.html'), galleryPage())
writeFileSync(join(folder, 'report.pdf'), await reportPdf(reportSample()))
for (const [index, sample] of samples.slice(0, 2).entries()) {
  const element = createElement(Chart, { ...sample, heading: true, width: 608 })
  const theme = index === 0 ? 'light' : 'dark'
  writeFileSync(
    join(folder, `chart-${theme}.png`),
    chartPng(element, { width: 640, height: 292, theme }),
  )
}
process.stdout.write(`${folder}\n`)
