import { expect, test } from 'vitest'
import { languageOf } from './languages.ts'

test('the first language that the page speaks is taken, whatever the country', () => {
  expect(languageOf(['nb-NO', 'sv-FI', 'en'])).toBe('sv')
})

test('who speaks none of its languages is spoken to in English', () => {
  expect(languageOf(['nb-NO', 'pl'])).toBe('en')
})
