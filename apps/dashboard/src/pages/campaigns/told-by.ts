/** What campaigns are told apart by, one beside another: a message is one of a campaign. */
export const toldBy = {
  campaign: ['source', 'campaign'],
  message: ['campaign', 'message'],
  medium: ['source', 'medium'],
  product: ['product'],
  category: ['category'],
  store: ['store'],
} as const

export type ToldBy = keyof typeof toldBy

export const toldByNames = [
  'campaign',
  'message',
  'medium',
  'product',
  'category',
  'store',
] as const
