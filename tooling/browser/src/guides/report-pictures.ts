import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

const report = `dashboard: revenue
subject: The week that was
schedule: '0 7 * * 1'
range: lastWeek
compare: previous
attach: [pdf, csv]
to:
  - { action: post.mail, mail: [ida@nordlys.example] }`

/** A dashboard that is sent each Monday. */
export const reportPictures: readonly GuideStep[] = [
  {
    name: 'a report by mail',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/configuration/new`)
      await page.getByLabel('Section').selectOption('reports')
      await page.getByLabel('Name', { exact: true }).fill('monday')
      await page.getByLabel('Text').fill(report)
      await page.getByRole('button', { name: 'Check' }).click()
      await page.getByText('Nothing is wrong with it.').waitFor()
      const save = page.getByRole('button', { name: 'Save' })
      await camera.take('report-new', { of: [contentOf(page)], mark: [save] })
      await save.click()
      await page.getByText('monday is saved.').waitFor()
      await page.goto(`${stage.url}/reports`)
      await heading(page, 'Reports')
      await page.getByText('It was not sent yet.').waitFor()
      await camera.take('reports', {
        of: [contentOf(page)],
        mark: [page.getByRole('button', { name: /^Send to me/u })],
        heightPx: 620,
      })
    },
  },
]
