import { expect, test } from 'vitest'
import { widgetName } from './widget-name.ts'

const names = {
  metric: (id: string) => `the ${id}`,
  widget: (title: string) => `“${title}”`,
}

test('a widget is called by its title, or by what it shows', () => {
  const metrics = ['orders', 'aov']
  expect(
    ['Mine', '', 'orders, aov'].map((title) => widgetName({ title, metrics }, names)),
  ).toStrictEqual(['“Mine”', 'the orders, the aov', 'the orders, the aov'])
})
