import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

/** What a receiver refused: why, and again. */
export const letterPictures: readonly GuideStep[] = [
  {
    name: 'dead letters',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/deliveries`)
      await heading(page, 'Deliveries')
      const letters = page.getByRole('region', { name: 'Dead letters' })
      const look = letters.getByRole('link', { name: 'Look at them' }).first()
      await look.waitFor()
      await camera.take('letters', { of: [contentOf(page)], mark: [look], heightPx: 760 })
      await look.click()
      await page.getByRole('heading', { level: 1, name: /^Dead letters of/u }).waitFor()
      await page
        .getByRole('button', { name: /^Try again/u })
        .first()
        .waitFor()
      const again = page.getByRole('button', { name: /^Try again/u }).first()
      await camera.take('letter', { of: [contentOf(page)], mark: [again], heightPx: 620 })
    },
  },
]
