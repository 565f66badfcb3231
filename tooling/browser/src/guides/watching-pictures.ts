import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

/** How everything stands. */
export const watchingPictures: readonly GuideStep[] = [
  {
    name: 'the overview, and what ran',
    async walk({ page, stage, camera }) {
      await page.goto(stage.url)
      await heading(page, 'Overview')
      await page.getByText('Not processed').waitFor()
      await camera.take('overview', { of: [contentOf(page)], heightPx: 760 })
      await page.goto(`${stage.url}/runs`)
      await heading(page, 'Runs')
      await page.getByRole('row').nth(1).waitFor()
      await camera.take('runs', { of: [contentOf(page)], heightPx: 520 })
    },
  },
]
