import { personal } from '@cartograph/core'
import * as z from 'zod'
import { columnValue, nameIssues } from './columns.ts'
import type { Settings } from './settings.ts'
import { decimalText } from './tracked-item.ts'

const text = (description: string) => z.string().nullish().meta({ description })
const instant = z.iso.datetime({ offset: true })

/** A person: a row that is written over column by column; `null` deletes a value. Columns of one's own may stand beside. */
export const personItem = z
  .object({
    Email: personal('email', z.string().nullish()).meta({ description: 'The address.' }),
    CustomerNo: text('The shop’s id of the customer.'),
    FirstName: personal('name', z.string().nullish()).meta({ description: 'Given name.' }),
    LastName: personal('name', z.string().nullish()).meta({ description: 'Family name.' }),
    Phone: personal('phone', z.string().nullish()).meta({ description: 'In E.164.' }),
    Country: text('ISO 3166, two letters.'),
    NewsletterConsent: z.boolean().nullish().meta({ description: 'Agreed to mails.' }),
    ConsentAt: instant.nullish().meta({ description: 'When that was said.' }),
    customer: text('The customer’s id in the store, whose consent is asked for; not sent.'),
  })
  .catchall(columnValue)
  .superRefine(nameIssues)
  .refine(({ Email, CustomerNo }) => (Email ?? CustomerNo ?? null) !== null, {
    path: ['Email'],
    message: 'expected `Email` or `CustomerNo`',
  })
export type PersonItem = z.infer<typeof personItem>

/** What Raptor tells the person by. */
export function personKey({ userId = 'email' }: Settings, { Email, CustomerNo }: PersonItem) {
  const [first, second] = userId === 'email' ? [Email, CustomerNo] : [CustomerNo, Email]
  return first ?? second ?? ''
}

/** A line of an order, with its own day: history too. Columns of one's own may stand beside. */
export const orderLineItem = z
  .object({
    RowId: z.string().min(1).meta({ description: 'What tells the line from others.' }),
    Email: personal('email', z.string().nullish()).meta({ description: 'Who bought.' }),
    CustomerNo: text('The shop’s id of who bought.'),
    OrderId: z.string().min(1).meta({ description: 'The same for all lines of an order.' }),
    OrderDate: instant.meta({ description: 'When it was bought.' }),
    ProductId: z.string().min(1).meta({ description: 'As in the feed.' }),
    Quantity: z.number().nullish().meta({ description: 'How many.' }),
    Subtotal: decimalText.nullish().meta({ description: 'What the line costs.' }),
    Currency: text('ISO 4217.'),
    Channel: text('web, till or other.'),
    StoreId: text('Where.'),
    customer: text('The customer’s id in the store, whose consent is asked for; not sent.'),
  })
  .catchall(columnValue)
  .superRefine(nameIssues)
export type OrderLineItem = z.infer<typeof orderLineItem>
