import * as z from 'zod'
import { assumedRowsAtOnce } from './assumptions.ts'

/** Names that are columns in every form of a feed, XML too. */
export const columnName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'expected a name of letters, digits and _, which begins with a letter')

/** How feeds and rows of streams are written. */
export const catalogueSettings = {
  feedFormat: z.enum(['json', 'csv', 'xml']).optional().meta({
    title: 'Format of the feed',
    description: 'Default `json`.',
  }),
  feedSeparator: z.enum([',', ';']).optional().meta({
    title: 'Separator of the feed',
    description: 'CSV: between columns. Default `,`.',
  }),
  feedColumns: z.array(columnName).optional().meta({
    title: 'More columns of the feed',
    description: 'CSV: the columns of your own, whose names stand in its first line.',
  }),
  columns: z.record(columnName, columnName).optional().meta({
    assumed: 'In Raptor: the columns of your feed or dataflow.',
    title: 'Names of columns',
    description:
      'What columns of feeds and streams are called in Raptor, by the names used here: `{ OnSalePrice: SalesPrice }`.',
  }),
  goneProducts: z.enum(['outOfStock', 'keep']).optional().meta({
    title: 'Products that are gone',
    description:
      'Streams can delete nothing. `outOfStock` (default): a product that is gone is streamed as out of stock. `keep`: it is left as it was.',
  }),
  rowsAtOnce: z
    .int()
    .min(1)
    .optional()
    .meta({
      assumed: 'Raptor’s support.',
      title: 'Rows in a request',
      description: `To streams. Default ${assumedRowsAtOnce}.`,
    }),
}
