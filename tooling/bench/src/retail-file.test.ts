import { expect, test } from 'vitest'
import { invoicesOf, type RetailLine } from './retail-file.ts'

const line = (more: Partial<RetailLine>): RetailLine => ({
  InvoiceNo: '536365',
  StockCode: '85123A',
  Description: 'Holder',
  Quantity: '6',
  InvoiceDate: '2010-12-01 08:26:00',
  UnitPrice: '2.55',
  CustomerID: '',
  ...more,
})

test('lines of one number become one order, with the first of its times and its customer', () => {
  const { orders } = invoicesOf([
    line({ InvoiceDate: '2010-12-01 08:27:00' }),
    line({ StockCode: '71053', UnitPrice: '3.39', CustomerID: '17850' }),
  ])
  expect(orders).toStrictEqual([
    {
      number: '536365',
      placedAt: Date.UTC(2010, 11, 1, 8, 26),
      customer: '17850',
      lines: [
        { sku: '85123A', name: 'Holder', quantity: 6, unitPrice: '2.55' },
        { sku: '71053', name: 'Holder', quantity: 6, unitPrice: '3.39' },
      ],
    },
  ])
})

test('sales and cancellations add up exactly, and adjustments are no orders', () => {
  const { orders, sales, cancellations } = invoicesOf([
    line({ Quantity: '1000', UnitPrice: '0.001' }),
    line({ InvoiceNo: '536366', Quantity: '1', UnitPrice: '2' }),
    line({ InvoiceNo: 'C536367', Quantity: '-2', UnitPrice: '1.5' }),
    line({ InvoiceNo: 'A563186', Quantity: '1', UnitPrice: '-11062.06' }),
  ])
  expect(sales).toStrictEqual({ count: 2, thousandths: 3000n })
  expect(cancellations).toStrictEqual({ count: 1, thousandths: -3000n })
  expect(orders).toHaveLength(3)
})

test('a price that cannot be read is not taken for another', () => {
  expect(() => invoicesOf([line({ UnitPrice: '1,50' })])).toThrow(
    '1,50 is no price with up to three decimals.',
  )
})
