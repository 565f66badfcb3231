import type { ShopProduct, SimulatedShop } from '../shop/index.ts'
import type { Account } from './account.ts'
import { decimalText, moneyText } from './money.ts'

/** Puts what the shop sells into the account: every variant is a product of its own, and the first of a family its main one. */
export function putCatalogue(account: Account, shop: SimulatedShop): void {
  for (const { id, name } of shop.categories)
    account.table('categories').put({
      categoryid: Number(id),
      categoryparentid: null,
      visible: true,
      sortorder: Number(id),
      title: name,
      friendly: name.toLowerCase(),
      datecreated: account.second(),
      datemodified: account.second(),
    })
  for (const product of shop.products()) putProduct(account, product)
}

/** The numbers of the products by their SKU. */
export function productIdOf(account: Account, sku: string): number {
  const found = account
    .table('products')
    .rows()
    .find((row) => row['sku'] === sku)
  return Number(found?.['productid'] ?? 0)
}

function putProduct(account: Account, product: ShopProduct): void {
  let parent: number | null = null
  for (const [index, variant] of product.variants.entries()) {
    const productid = Number(account.nextId('products'))
    if (product.variants.length > 1) parent ??= productid
    account.table('products').put({
      productid,
      sku: variant.sku,
      skumanufacturer: '',
      title: product.name,
      description: '',
      descriptionshort: '',
      moneyprice: moneyText(product.price),
      moneypriceorg: '0.00',
      moneypricein: moneyText(product.cost),
      activepos: true,
      vatid: product.taxRate === 25 ? 1 : 2,
      vatvalue: product.taxRate,
      defaultcategoryid: Number(product.category.id),
      categories: [Number(product.category.id)],
      manufacturerid: 1,
      stockcountenable: true,
      variantparentid: parent,
      variant: parent === null ? [] : [{ name: 'Size', value: variant.option }],
      barcode: variant.gtin,
      barcodealiases: [],
      datecreated: Math.floor(product.createdAt / 1000),
      datemodified: Math.floor(product.updatedAt / 1000),
      custom1: String(index),
    })
    putStock(account, variant.sku, variant.stock)
  }
}

export function putStock(account: Account, sku: string, stock: number, warehouseid = 1): void {
  const warehouse = String(warehouseid)
  const table = account.table('warehouseitems', warehouse)
  const before = table.rows().find((row) => row['sku'] === sku)
  table.put({
    warehouseitemid: before?.['warehouseitemid'] ?? account.nextId('warehouseitems', warehouse),
    sku,
    binlocation: '',
    decimalthreshold: decimalText(0),
    decimaltotal: decimalText(stock),
    moneytotal: '0.00',
    datelastmodified: account.second(),
    datelaststocktaking: null,
    decimalreserved: decimalText(0),
    decimalavailable: decimalText(stock),
  })
}
