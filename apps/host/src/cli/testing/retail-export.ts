import { join } from 'node:path'
import type { Order } from '@cartograph/core'
import { openStore, rowsAfter } from '../../store/index.ts'

/** As a retailer exports it: duplicates that count, an invoice with two times, one of nobody, a cancellation and an adjustment. */
export const retailExport = `"Line","InvoiceNo","StockCode","Description","Quantity","InvoiceDate","UnitPrice","CustomerID","Country"
2,"536365","85123A","WHITE HOLDER",6,2010-12-01 08:26:00,2.55,17850,"United Kingdom"
3,"536365","71053","METAL LANTERN",6,2010-12-01 08:26:00,3.39,17850,"United Kingdom"
4,"536365","71053","METAL LANTERN",6,2010-12-01 08:27:00,3.39,17850,"United Kingdom"
5,"536370","22728","ALARM CLOCK",24,2010-12-01 08:45:00,3.75,12583,"France"
6,"536370","POST","POSTAGE",3,2010-12-01 08:45:00,18,12583,"France"
7,"536414","22139","",56,2010-12-01 11:52:00,0,,"United Kingdom"
8,"C536379","D","Discount",-1,2010-12-01 09:41:00,27.5,14527,"United Kingdom"
9,"A563186","B","Adjust bad debt",1,2011-08-12 14:51:00,-11062.06,,"United Kingdom"
10,"536381","22139","TEA SET",23,2010-12-01 09:41:00,4.25,15311,"United Kingdom"
`

/** The orders of the example's store. */
export async function ordersIn(folder: string): Promise<readonly Order[]> {
  const store = await openStore({ store: join(folder, 'cartograph.db'), organisation: 'retail' })
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', '', 1000))
  await store.close()
  return rows.map(({ data }) => JSON.parse(data) as Order)
}
