import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { writeFileSync } from 'node:fs'
const store = await startWooCommerce({
  shop: simulatedShop({ orders: 3000, startsAt: Date.now() }),
})
writeFileSync(
  '/tmp/fc-shop.json',
  JSON.stringify({ url: store.url, key: store.consumerKey, secret: store.consumerSecret }),
)
setInterval(() => {}, 60000)
