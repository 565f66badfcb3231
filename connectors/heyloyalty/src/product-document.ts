import { flatProduct, productItem } from './product-item.ts'
import { kit } from './settings.ts'

/** The element of the document below which the products stand. */
export const productsElement = 'products'

/** The document that Heyloyalty fetches. */
export const productDocument = kit.served({
  schema: productItem,
  key: ({ productId }) => productId,
  serve: {
    contentType: 'application/json',
    async *encode(_context, items) {
      yield `{"${productsElement}":[`
      let isFirst = true
      for await (const page of items)
        for (const item of page) {
          yield `${isFirst ? '' : ','}\n${JSON.stringify(flatProduct(item))}`
          isFirst = false
        }
      yield ']}\n'
    },
  },
})
