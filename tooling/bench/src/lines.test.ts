import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { linesTable, linesTargets, measureLines } from './lines.ts'

test(
  'lines become orders that add up to what the file says, and each way is measured',
  { timeout: 240_000 },
  async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'cartograph-bench-lines-test-')), 'retail.csv')
    writeFileSync(
      file,
      `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,"Holder, white",6,2010-12-01 08:26:00,2.55,17850,United Kingdom
536365,71053,Lantern,6,2010-12-01 08:26:00,3.39,17850,United Kingdom
536366,22633,Hand warmer,1,2010-12-01 08:28:00,1.85,,France
C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,14527,United Kingdom
`,
    )
    const figures = await measureLines(file, { times: 1 })
    expect(figures.expected).toStrictEqual({ orders: 2, pence: 3749 })
    expect(figures.runs.map(({ name, lines, orders }) => [name, lines, orders])).toStrictEqual([
      ['without any engine', 4, 0],
      ['into orders', 4, 2],
      ['all four mappings', 4, 2],
    ])
    const { isSame, measured } = linesTargets(figures)
    expect(isSame).toBe(true)
    expect(Math.min(...Object.values(measured))).toBeGreaterThan(0)
    expect(linesTable(figures).split('\n')).toHaveLength(6)
  },
)
