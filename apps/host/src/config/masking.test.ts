import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputSchema } from './checked.ts'
import { maskFor } from './masking.ts'

const schema = inputSchema(
  z.object({
    email: z.string().meta({ personal: 'email' }),
    billing: z.object({ name: z.string(), initial: z.string() }).meta({ personal: 'address' }),
    phones: z.array(z.string().meta({ personal: 'phone' })).optional(),
    note: z.string().optional(),
  }),
)
const value = {
  email: ' Ada@Example.com ',
  billing: { name: 'Ada King', initial: 'x' },
  phones: ['+44 1'],
  note: 'x marks',
}
const mask = maskFor([{ schema, value }])

test('marked values are hidden where they stand and wherever they appear again', () => {
  expect(mask(value)).toStrictEqual({
    email: ' A… ',
    billing: { name: 'A…', initial: 'x…' },
    phones: ['+…'],
    note: 'x marks',
  })
  expect(mask({ columns: ['to ada@example.com', 7, null], 'Ada King': true })).toStrictEqual({
    columns: ['to a…', 7, null],
    'Ada King': true,
  })
})

test('what is not personal stays as it is', () => {
  expect(mask('examples of ada')).toBe('examples of ada')
  expect(maskFor([{ schema: {}, value }])(value)).toStrictEqual(value)
})
