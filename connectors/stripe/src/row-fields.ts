import { personal } from '@cartograph/core'
import * as z from 'zod'

/** The id of another object; nothing is expanded. */
export const link = z.string().nullish()
export const second = z.int()
export const optionalSecond = z.int().nullish()
export const amount = z.int()
export const optionalAmount = z.int().nullish()
export const text = z.string().nullish()
export const currency = z.string()
export const metadata = z.record(z.string(), z.string()).nullish()
export const name = personal('name', z.string().nullish())
export const email = personal('email', z.string().nullish())
export const phone = personal('phone', z.string().nullish())
export const street = personal('address', z.string().nullish())

export const address = z
  .looseObject({
    line1: street,
    line2: street,
    postal_code: street,
    city: text,
    state: text,
    country: text,
  })
  .nullish()

export const shipping = z.looseObject({ name, phone, address }).nullish()

export const billing = z.looseObject({ name, email, phone, address }).nullish()

export const list = <Row extends z.ZodType>(row: Row) =>
  z.looseObject({ data: z.array(row), has_more: z.boolean() })
