import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

/** Markup that would leave nothing of the page if a browser took it for some, and text that does not end. */
export const markup = '<img src="/nowhere.png" onerror="document.body.remove()"><b>Bold</b>'
export const endlessWord =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

/** Sells a product whose name is markup to somebody whose name is markup, as a shop that was broken into might. */
export function sellUnderHostileNames({ admin }: Pick<SimulatedWooCommerce, 'admin'>): void {
  const product = admin.create('products', {
    name: `${markup} ${endlessWord}`,
    regular_price: '9000',
  })
  const customer = admin.create('customers', {
    email: 'markup@nordlys.example',
    first_name: markup,
    last_name: endlessWord,
  })
  admin.createOrder({
    customer_id: customer,
    billing: { first_name: markup, last_name: endlessWord, email: 'markup@nordlys.example' },
    line_items: [{ product_id: product, quantity: 2 }],
    set_paid: true,
    status: 'completed',
  })
}
