import type { Account } from './account.ts'
import { listOf, textOf, type JsonObject } from './json.ts'
import { decimalText, hundredthsOf, moneyText, netOf } from './money.ts'

/** A line of a sale; amounts are hundredths with VAT. A negative quantity takes something back. */
export interface SaleLine {
  readonly sku: string
  readonly name: string
  readonly productId?: number
  readonly quantity: number
  /** Of the whole line, after its discount; negative for what is taken back. */
  readonly total: number
  /** Of the whole line, positive. */
  readonly discount?: number
  readonly vatPercent: number
  /** The part of `total` that is VAT; default by the rate. */
  readonly vat?: number
  readonly additionaldata?: JsonObject
}

export interface Sale {
  readonly lines: readonly SaleLine[]
  readonly currency?: string
  readonly email?: string
  readonly phone?: string
  readonly namefirst?: string
  readonly namelast?: string
  /** Seconds. Default: now. A till that was offline sends an earlier one. */
  readonly orderdate?: number
  readonly creditOf?: number
  readonly orderstateid?: number
  readonly paymentstateid?: number
  readonly ordertypeid?: number
  readonly payment?: string
  /** Hundredths, with VAT. */
  readonly delivery?: number
  readonly roundoff?: number
  readonly additionaldata?: JsonObject
  readonly isWeb?: boolean
  readonly warehouseid?: number
}

/** Puts a sale among the orders and gives its number. */
export function putSale(account: Account, sale: Sale): number {
  const orderid = Number(account.nextId('orders'))
  account.table('orders').put(orderOf(account, sale, orderid))
  return orderid
}

/** An order as the API shows it, with its arithmetic: final is items and delivery, all is what is to be paid. */
function orderOf(account: Account, sale: Sale, orderid: number): JsonObject {
  const items = sale.lines.map(itemOf)
  const sum = (name: string) => items.reduce((total, item) => total + hundredthsOf(item[name]), 0)
  const net = sum('moneyitemtotal_net')
  const vat = sum('moneyitemtotal_vat')
  const { delivery = 0, roundoff = 0 } = sale
  const deliveryNet = netOf(delivery, 25)
  const total = net + vat + delivery + roundoff
  const register = account.table('cashregisters').rows()[0]?.['registerid'] ?? null
  return {
    orderid,
    eshopid: account.eshopId,
    externalid: null,
    creditorderid: sale.creditOf ?? null,
    email: sale.email ?? '',
    namefirst: sale.namefirst ?? '',
    namelast: sale.namelast ?? '',
    personalid: '',
    company: '',
    phone: sale.phone ?? '',
    comment: '',
    moneytotal_net: moneyText(net),
    moneytotal_vat: moneyText(vat),
    moneycheckout_net: '0.00',
    moneycheckout_vat: '0.00',
    moneytotal_gross_checkout: '0.00',
    moneydelivery_net: moneyText(deliveryNet),
    moneydelivery_vat: moneyText(delivery - deliveryNet),
    moneytotal_gross_delivery: moneyText(delivery),
    moneyfinal_net: moneyText(net + deliveryNet),
    moneyfinal_vat: moneyText(vat + delivery - deliveryNet),
    moneyfinal_salestax: '0.00',
    moneytotal_gross_roundoff: moneyText(roundoff),
    moneytotal_gross_all: moneyText(total),
    checkouttypename: '',
    deliverytypename: '',
    orderdate: sale.orderdate ?? account.second(),
    orderstateid: sale.orderstateid ?? 10,
    paymentstateid: sale.paymentstateid ?? 20,
    ordertypeid: sale.ordertypeid ?? 10,
    userid_staff: null,
    registerid: sale.isWeb === true ? null : register,
    warehouseid: sale.warehouseid ?? 1,
    datereserved: null,
    currencycode: sale.currency ?? account.currency,
    additionaldata: {
      'pos-timezone': account.timeZone,
      ...(sale.isWeb !== true && {
        'pos-receiptid': `SII0000001500001${String(orderid).padStart(5, '0')}`,
        'store-externalid': 'TOWN-1',
        'store-name': 'Shop in town',
      }),
      ...(sale.creditOf !== undefined && { 'pos-originalsales-orderid': String(sale.creditOf) }),
      ...sale.additionaldata,
    },
    orderitems: items,
    payments: [
      {
        name: sale.payment ?? 'Card',
        moneyamount: moneyText(total),
        externalid: String(55_000 + orderid),
        reftype: 'adyen',
        refid: `R${orderid}`,
        cardissuer: sale.payment === undefined ? 'Visa' : '',
        additionaldata: {},
      },
    ],
  }
}

function itemOf(line: SaleLine, index: number): JsonObject {
  const net = line.vat === undefined ? netOf(line.total, line.vatPercent) : line.total - line.vat
  const discount = netOf(line.discount ?? 0, line.vatPercent)
  const unit = Math.round(net / line.quantity)
  const off = Math.round(discount / Math.abs(line.quantity))
  return {
    orderitemid: index,
    orderitemtype: 10,
    productid: line.productId ?? 0,
    productname: line.name,
    sku: line.sku,
    productattributes: '',
    externalinput: '',
    externalinputtitle: '',
    unitlabel: '',
    quantity: line.quantity,
    decimalunitquantity: null,
    moneynetpriceperunit: moneyText(unit),
    moneypriceorg: '0.00',
    vatvalue: line.vatPercent,
    deliveryinfo: '',
    moneyitemtotal_net: moneyText(net),
    moneyitemtotal_vat: moneyText(line.total - net),
    voucherid: 0,
    vouchercode: '',
    vouchername: '',
    ...(off > 0 && {
      moneyoriginalprice: moneyText(unit + off),
      moneydiscountedprice: moneyText(unit),
      moneydiscount: moneyText(off),
    }),
    salestaxes: [],
    additionaldata: line.additionaldata ?? {},
    decimalquantitytotal: decimalText(line.quantity),
    moneynetpriceperquantity: moneyText(unit),
  }
}

/** So many of one line of an order, by its index; `total` in hundredths, by default their share of the line. */
export interface CreditPiece {
  readonly line: number
  readonly quantity: number
  readonly total?: number
}

/** Takes an order back: all of it, or so many of some of its lines, by their index. */
export function putCredit(
  account: Account,
  orderid: number,
  pieces?: readonly CreditPiece[],
  more: Partial<Sale> = {},
): number {
  const order = account.table('orders').get(String(orderid))
  const items = order === undefined ? [] : listOf(order, 'orderitems')
  const wanted: readonly CreditPiece[] = pieces ?? items.map(wholeLine)
  const lines = wanted.flatMap(({ line, quantity, total }): readonly SaleLine[] => {
    const item = items[line]
    if (item === undefined) return []
    const whole =
      hundredthsOf(item['moneyitemtotal_net']) + hundredthsOf(item['moneyitemtotal_vat'])
    return [
      {
        sku: textOf(item, 'sku'),
        name: textOf(item, 'productname'),
        productId: Number(item['productid']),
        quantity: -quantity,
        total: -(total ?? Math.round((whole * quantity) / Number(item['quantity']))),
        vatPercent: Number(item['vatvalue']),
        additionaldata: {
          'pos-originalsales-orderitemid': String(line),
          'reasoncode-return': 'RC1',
        },
      },
    ]
  })
  return putSale(account, {
    creditOf: orderid,
    email: textOf(order ?? {}, 'email'),
    phone: textOf(order ?? {}, 'phone'),
    currency: textOf(order ?? {}, 'currencycode'),
    ...more,
    lines: [...lines, ...(more.lines ?? [])],
    additionaldata: {
      'refundreasoncode-reasoncode': 'RC1',
      'refundreasoncode-comment': 'Wrong size',
      ...more.additionaldata,
    },
  })
}

function wholeLine(item: JsonObject, line: number): CreditPiece {
  return { line, quantity: Number(item['quantity']) }
}
