import { expect, test } from 'vitest'
import { codesText, secretIn } from './authenticator-text.ts'

test('the secret of a key is read out of its address, in groups of four', () => {
  expect(
    secretIn(
      'otpauth://totp/Cartograph:ida%40shop.example?secret=JBSWY3DPEHPK3PXPAA&issuer=Cartograph',
    ),
  ).toBe('JBSW Y3DP EHPK 3PXP AA')
})

test('a file of codes has a title and one code in a line', () => {
  expect(codesText('Cartograph, ida@shop.example', ['aa-11', 'bb-22'])).toBe(
    'Cartograph, ida@shop.example\n\naa-11\nbb-22\n',
  )
})
