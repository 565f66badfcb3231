import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'
import { untilCurrent } from './until-current.ts'

const name = 'Danes who spent 1,000'

/** A segment that is built, looked at, and sent. */
export const segmentPictures: readonly GuideStep[] = [
  {
    name: 'a segment and who is in it',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/segments`)
      await heading(page, 'Segments')
      await camera.take('segments', { of: [contentOf(page)], heightPx: 560 })
      await page.goto(`${stage.url}/segments/new-segment`)
      await heading(page, 'New segment')
      await page.getByLabel('Name').fill(name)
      const add = page.getByRole('button', { name: 'Add a condition' })
      if ((await page.getByRole('group', { name: 'Condition', exact: true }).count()) === 0)
        await add.click()
      const first = page.getByRole('group', { name: 'Condition', exact: true }).first()
      await first.getByLabel('What is looked at').selectOption('Net revenue')
      await first.getByLabel('How it is compared').selectOption('>=')
      await first.getByLabel(/^Amount in/u).fill('1000')
      await add.click()
      const second = page.getByRole('group', { name: 'Condition', exact: true }).last()
      await second.getByLabel('What is looked at').selectOption('Country')
      await second.getByLabel('Value').fill('DK')
      const count = page.getByRole('region', { name: 'How many fulfil it now' })
      await count.getByText(/^[\d,]+$/u).waitFor()
      const save = page.getByRole('button', { name: 'Save the segment' })
      await camera.take('segment-builder', {
        of: [page.getByRole('region', { name: 'Who is in it' }), save],
        mark: [save],
        heightPx: 920,
      })
      await save.click()
      await heading(page, name)
      await untilCurrent(stage.ask)
      await page.reload()
      await page.getByRole('table', { name: 'Members' }).getByRole('row').nth(1).waitFor()
      await camera.take('segment-members', { of: [contentOf(page)], heightPx: 640 })
    },
  },
  {
    name: 'a delivery of it',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/deliveries/new`)
      await heading(page, 'New delivery')
      await page.getByLabel('What is sent').selectOption('customer')
      await page.getByLabel('Where to').selectOption('rule')
      await page.getByLabel('As what').selectOption('subscribers')
      const audience = page.getByLabel('Segment')
      if ((await audience.count()) > 0) await audience.selectOption({ label: name })
      const make = page.getByRole('button', { name: 'Make the delivery' })
      await camera.take('delivery-new', { of: [contentOf(page)], mark: [make] })
      await make.click()
      await heading(page, 'Deliveries')
      await page.getByRole('row', { name: /customer-to-rule/u }).waitFor()
    },
  },
]
