import { expect, test } from 'vitest'
import { framersOf } from './framers.ts'

const origins = ['https://shop.example', 'https://intra.example']

test('the page that frames it is told, where the browser says which one that is', () => {
  expect(framersOf(origins, { ancestorOrigins: ['https://shop.example'] })).toStrictEqual([
    'https://shop.example',
  ])
})

test('a stranger is told nothing', () => {
  expect(framersOf(origins, { ancestorOrigins: ['https://evil.example'] })).toStrictEqual([])
})

test('where the browser does not say, each that may is named, and never everybody', () => {
  expect(framersOf(origins, {})).toStrictEqual(origins)
})
