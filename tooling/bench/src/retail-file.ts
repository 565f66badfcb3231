import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { WooOrderSeed } from '@cartograph/simulators/woocommerce'
import { parse } from 'csv-parse'

/** What the file itself adds up to, in thousandths of a pound: its prices have up to three decimals. */
export interface FileTotal {
  readonly count: number
  readonly thousandths: bigint
}

export interface RetailFile {
  /** One order an invoice. A cancellation is one with negative quantities, because the file does not say of which order it is. */
  readonly orders: readonly WooOrderSeed[]
  readonly sales: FileTotal
  readonly cancellations: FileTotal
}

export interface RetailLine {
  readonly InvoiceNo: string
  readonly StockCode: string
  readonly Description: string
  readonly Quantity: string
  readonly InvoiceDate: string
  readonly UnitPrice: string
  readonly CustomerID: string
}

/** Reads the lines of a file as in docs/examples/retail, gzipped or not, and puts the invoices together. */
export async function readRetailFile(path: string): Promise<RetailFile> {
  const file = createReadStream(path)
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  const lines: RetailLine[] = []
  for await (const line of text.pipe(parse({ columns: true }))) lines.push(line as RetailLine)
  return invoicesOf(lines)
}

/** Invoices whose number begins with a digit are sales, with C cancellations; the others adjust the books and are no orders. */
export function invoicesOf(lines: readonly RetailLine[]): RetailFile {
  const invoices = [...Map.groupBy(lines, ({ InvoiceNo }) => InvoiceNo)].filter(([number]) =>
    /^[C\d]/.test(number),
  )
  const [cancelled, sold] = [true, false].map((wanted) =>
    totalOf(invoices.filter(([number]) => number.startsWith('C') === wanted).map(([, own]) => own)),
  )
  return {
    orders: invoices.map(([number, own]) => orderOf(number, own)),
    sales: sold ?? nothing,
    cancellations: cancelled ?? nothing,
  }
}

const nothing: FileTotal = { count: 0, thousandths: 0n }

function totalOf(invoices: readonly (readonly RetailLine[])[]): FileTotal {
  return {
    count: invoices.length,
    thousandths: invoices
      .flat()
      .reduce((sum, line) => sum + BigInt(line.Quantity) * thousandthsOf(line.UnitPrice), 0n),
  }
}

function thousandthsOf(decimal: string): bigint {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d{1,3}))?$/.exec(decimal) ?? []
  if (whole === '') throw new Error(`${decimal} is no price with up to three decimals.`)
  return BigInt(`${sign}${whole}${rest.padEnd(3, '0')}`)
}

/** Some invoices carry two times: the first one counts. Times are taken for UTC, because no total depends on them. */
function orderOf(number: string, lines: readonly RetailLine[]): WooOrderSeed {
  const customer = lines.find(({ CustomerID }) => CustomerID !== '')?.CustomerID
  return {
    number,
    placedAt: Math.min(
      ...lines.map(({ InvoiceDate }) => Date.parse(`${InvoiceDate.replace(' ', 'T')}Z`)),
    ),
    ...(customer !== undefined && { customer }),
    lines: lines.map(({ StockCode, Description, Quantity, UnitPrice }) => ({
      sku: StockCode,
      name: Description,
      quantity: Number(Quantity),
      unitPrice: UnitPrice,
    })),
  }
}
