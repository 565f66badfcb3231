import type { SimulatedShop } from '../shop/index.ts'
import type { Account } from './account.ts'
import { moneyText } from './money.ts'

/** What every account has: a site, stores, warehouses, a register, VAT groups, price lists, campaigns and staff. */
export function furnish(account: Account): void {
  const second = account.second()
  account.table('sites').put({ eshopid: account.eshopId, siteid: '{SITE}', sitename: 'Nordlys' })
  account.table('stores').put({
    storeid: 1,
    eshopid: account.eshopId,
    storetype: 10,
    name: 'Shop in town',
    externalid: 'TOWN-1',
    externalgroupid: '',
    phone: '',
    email: '',
    address: 'Storgatan 1',
    address2: '',
    zip: '11122',
    city: 'Stockholm',
    state: '',
    countryid: 'se',
  })
  for (const [warehouseid, storeid, name] of [
    [1, 1, 'Shop floor'],
    [2, null, 'Central store'],
  ] as const)
    account.table('warehouses').put({
      warehouseid,
      warehousetype: 10,
      usetype: 10,
      storeid,
      sellable: true,
      currencycode: account.currency,
      name,
      externalid: '',
    })
  account.table('cashregisters').put({
    registerid: account.nextId('cashregisters'),
    registerkey: 'K1',
    company: 'Nordlys AB',
    companyid: '556000-0000',
    currencycode: account.currency,
    receiptlanguagetag: 'sv-SE',
    warehouseid: 1,
  })
  for (const [vatid, value, productgroupname] of [
    [1, 25, 'Goods'],
    [2, 6, 'Books'],
  ] as const)
    account
      .table('productgroups')
      .put({ vatid, value, productgrouptype: 10, productgroupname, comment: '' })
  account.table('manufacturers').put({
    externalcompanyid: Number(account.nextId('manufacturers')),
    name: 'Fjell',
    description: '',
    email: '',
    phone: '',
  })
  account.table('pricelists').put({
    pricelistid: Number(account.nextId('pricelists')),
    pricelistname: 'Standard',
    active: true,
    externalid: null,
    currencycode: account.currency,
    tags: [],
  })
  account.table('vouchers').put({
    voucherid: Number(account.nextId('vouchers')),
    activepos: true,
    vouchercode: 'SUMMER',
    voucherpassword: '',
    vouchername: 'Summer',
    vouchercomment: '',
    datecreated: second,
    datestart: second - 86_400,
    dateend: null,
    tags: [],
    vouchertype: 210,
    value_x: 10,
    value_y: null,
    value_z: null,
    money_m: null,
    money_n: null,
    maxuses: null,
    priority: 3,
    vouchergrouptype: 10,
    voucherstate: 10,
  })
  account
    .table('reasoncodes')
    .put({ id: account.nextId('reasoncodes'), code: 'RC1', text: 'Wrong size' })
  for (const [namefirst, role] of [
    ['Kim', 1],
    ['Robin', 2],
  ] as const)
    account.table('users').put({
      userid: account.nextId('users'),
      email: `${namefirst.toLowerCase()}@nordlys.example`,
      namefirst,
      namelast: 'Staff',
      company: '',
      mobile: '',
      role,
      voucherpasswords: [],
      datecreated: second,
      datemodified: second,
    })
}

/** The prices of the first price list are those of the products. */
export function putPrices(account: Account): void {
  for (const row of account.table('products').rows())
    account.table('pricelistitems', '1').put({
      productid: row['productid'] ?? 0,
      sku: row['sku'] ?? '',
      moneyprice: row['moneyprice'] ?? moneyText(0),
      moneypricevolume: null,
    })
}

/** Those whom the till knows; an e-mail address is required, and nobody shares one. */
export function putCustomers(account: Account, shop: SimulatedShop): void {
  const seen = new Set<string>()
  for (const customer of shop.customers()) {
    const email = customer.email.trim()
    if (customer.storeId !== 'till' || email === '' || seen.has(email.toLowerCase())) continue
    seen.add(email.toLowerCase())
    account.table('users').put({
      userid: account.nextId('users'),
      email,
      namefirst: customer.firstName,
      namelast: customer.lastName,
      company: '',
      address: customer.street,
      zip: customer.postcode,
      city: customer.town,
      countryid: customer.country.toLowerCase(),
      phone: '',
      mobile: customer.phone,
      customernumber: customer.id,
      voucherpasswords: [],
      role: account.unknowns.customerRole,
      datecreated: Math.floor(customer.createdAt / 1000),
      datemodified: Math.floor(customer.updatedAt / 1000),
    })
  }
}
